module.exports = {
  projects: ['<rootDir>/packages/*'],
  reporters: ['default', '<rootDir>/tools/testing/skips.js'],
};
