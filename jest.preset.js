/** The settings that every package's tests share: TypeScript by SWC, siblings from their sources. */
const packages = `${__dirname}/packages`;

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^@nx-codesign/pipeline/stage-graph$': `${packages}/pipeline/src/config/stages.ts`,
    '^@nx-codesign/pipeline/config$': `${packages}/pipeline/src/config/index.ts`,
    '^@nx-codesign/pipeline/output-path$': `${packages}/pipeline/src/config/outputPath.ts`,
    '^@nx-codesign/pipeline/raw-files$': `${packages}/pipeline/src/config/rawFiles.ts`,
    '^@nx-codesign/([a-z-]+)$': `${packages}/$1/src/index.ts`,
  },
  cacheDirectory: `${__dirname}/node_modules/.cache/jest`,
};
