/** Package boundaries (an import goes down, never up or sideways) and import cycles. */
const allowed = {
  ir: [],
  search: [],
  train: ['ir'],
  hardware: ['ir'],
  flows: ['ir', 'hardware'],
  pipeline: ['ir', 'search', 'train', 'hardware', 'flows'],
  'nx-codesign': ['pipeline'],
};

const boundaries = Object.entries(allowed).map(([name, below]) => ({
  name: `${name}-imports-only-${below.length > 0 ? below.join('-') : 'nothing'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...below].join('|')})/` },
}));

const insides = Object.keys(allowed).map((name) => ({
  name: `only-the-public-names-of-${name}`,
  comment: 'Import another package by its name, never a file inside it.',
  severity: 'error',
  from: { path: '^packages/', pathNot: `^packages/${name}/` },
  to: {
    path: `^packages/${name}/src/`,
    pathNot: `^packages/${name}/src/(index|config/index|config/outputPath|config/stages|config/rawFiles)\\.ts$`,
  },
}));

const starters = {
  name: 'only-flows-starts-processes',
  severity: 'error',
  from: { path: '^packages/[a-z-]+/src', pathNot: '^packages/flows/|\\.spec\\.ts$' },
  to: { path: '^(node:)?child_process$|node_modules/execa' },
};

const disk = {
  name: 'only-the-edge-touches-the-disk',
  comment:
    'Pure functions in the libraries; files are read in pipeline, train/datasets, flows and the plugin.',
  severity: 'error',
  from: {
    path: '^packages/(ir|search|hardware|train)/src',
    pathNot: '^packages/train/src/(datasets|engines/(wasm|native))/|\\.spec\\.ts$',
  },
  to: { path: '^(node:)?fs(/promises)?$' },
};

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...boundaries,
    ...insides,
    starters,
    disk,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build|assembly|scripts)/|__fixtures__' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@nx-codesign/source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
