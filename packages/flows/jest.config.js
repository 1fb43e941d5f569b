const { existsSync } = require('node:fs');
const { join } = require('node:path');

const preset = require('../../jest.preset.js');

/** The ES modules under execa and Yosys. Jest cannot import them natively, so it translates them. */
const modules = [
  '@sec-ant/readable-stream',
  '@sindresorhus/merge-streams',
  '@yowasp/nextpnr-ice40',
  '@yowasp/yosys',
  'execa',
  'figures',
  'get-stream',
  'human-signals',
  'is-plain-obj',
  'is-stream',
  'is-unicode-supported',
  'npm-run-path',
  'parse-ms',
  'path-key',
  'pretty-ms',
  'strip-final-newline',
  'unicorn-magic',
  'yoctocolors',
];

/** `unicorn-magic` exports nothing to `require`: its file has to be named. */
const unicornMagic = module.paths.map((folder) => join(folder, 'unicorn-magic/node.js')).find(existsSync);

module.exports = {
  ...preset,
  displayName: 'flows',
  rootDir: __dirname,
  moduleNameMapper: { ...preset.moduleNameMapper, '^unicorn-magic$': unicornMagic },
  transformIgnorePatterns: [`/node_modules/(?!(${modules.join('|')})/)`],
};
