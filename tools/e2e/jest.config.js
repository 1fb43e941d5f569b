const root = `${__dirname}/../..`;

module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'e2e',
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.e2e.ts'],
  testPathIgnorePatterns: process.env.E2E_MNIST ? [] : ['mnist\\.e2e\\.ts$'],
  globalSetup: '<rootDir>/src/installWorkspace.ts',
  maxWorkers: 1,
  testTimeout: 300_000,
  reporters: ['default', ...(process.env.REQUIRE_TOOLS ? [`${root}/tools/testing/failOnSkip.js`] : [])],
};
