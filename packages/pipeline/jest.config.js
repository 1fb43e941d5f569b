/** The settings of flows, whose ES modules (execa) this package's tests run too. */
module.exports = { ...require('../flows/jest.config.js'), displayName: 'pipeline', rootDir: __dirname };
