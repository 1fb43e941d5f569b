module.exports = {
  projects: ['<rootDir>/packages/*', '<rootDir>/tools/bench'],
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/tools/testing/skips.js'],
};
