module.exports = { ...require('../../jest.preset.js'), displayName: 'nx-codesign', rootDir: __dirname };
