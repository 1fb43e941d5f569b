module.exports = { ...require('../../jest.preset.js'), displayName: 'flows', rootDir: __dirname };
