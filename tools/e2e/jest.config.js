module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'e2e',
  rootDir: __dirname,
  testMatch: [process.env.E2E_MNIST ? '<rootDir>/src/mnist.e2e.ts' : '<rootDir>/src/!(mnist).e2e.ts'],
  ...(process.env.E2E_MNIST
    ? {}
    : {
        globalSetup: '<rootDir>/src/installWorkspace.ts',
        globalTeardown: '<rootDir>/src/removeWorkspace.ts',
      }),
  maxWorkers: 1,
  testTimeout: 300_000,
  reporters: ['default', `${__dirname}/../testing/skips.js`],
};
