module.exports = {
  projects: ['<rootDir>/packages/*'],
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/tools/testing/skips.js'],
};
