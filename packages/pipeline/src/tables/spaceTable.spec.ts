import type { Space } from '@nx-codesign/search';
import { spaceTable } from './spaceTable';

const space: Space = {
  depth: { kind: 'integer', low: 0, high: 3 },
  width1: { kind: 'categorical', choices: [8, 16], when: { parameter: 'depth', atLeast: 1 } },
  width2: { kind: 'categorical', choices: [8, 16], when: { parameter: 'depth', atLeast: 2 } },
  width3: { kind: 'categorical', choices: [4], when: { parameter: 'depth', atLeast: 3 } },
  units: { kind: 'integer', low: 8, high: 64, step: 8 },
  learningRate: { kind: 'float', low: 0.001, high: 0.1, log: true },
  block: { kind: 'categorical', choices: ['conv', 'none'] },
  kernel: {
    kind: 'categorical',
    choices: [1, 3],
    when: [
      { parameter: 'block', oneOf: ['conv'] },
      { parameter: 'depth', atLeast: 1 },
    ],
  },
};

test('a space is listed with every bound, choice and condition; places of a list share a row', () => {
  expect(spaceTable(space).rows).toEqual([
    ['depth', 'integer', '0 to 3', ''],
    ['width1 ... width2', 'categorical', '8, 16', 'depth >= 1 ... depth >= 2'],
    ['width3', 'categorical', '4', 'depth >= 3'],
    ['units', 'integer', '8 to 64, in steps of 8', ''],
    ['learningRate', 'float', '0.001 to 0.1, logarithmic', ''],
    ['block', 'categorical', 'conv, none', ''],
    ['kernel', 'categorical', '1, 3', 'block is conv and depth >= 1'],
  ]);
});
