import { parseConfig } from '../config/parse';

const dataset = {
  source: { kind: 'jets', count: 100 },
  split: { train: 0.6, validation: 0.2, test: 0.2 },
};
const parsed = (algorithm: object) =>
  parseConfig(JSON.stringify({ dataset, search: { algorithm } }), 'codesign.json');

test.each([
  [{ islands: 2, rounds: 3, trials: 64 }, 'expected a multiple of 6, for example 60 or 66'],
  [{ islands: 8, trials: 4 }, 'expected a multiple of 8, for example 8'],
  [{ islands: 2, kind: 'grid' }, 'the algorithm grid lists the same networks on every island'],
])('%j is refused before any work: %s', (algorithm, message) => {
  expect(() => parsed(algorithm)).toThrow(message);
});

test.each([{ islands: 4, rounds: 4 }, { rounds: 2, kind: 'grid' }, { islands: 64 }])(
  '%j is a search by islands',
  (algorithm) => {
    expect(parsed(algorithm).search.algorithm).toMatchObject(algorithm);
  },
);
