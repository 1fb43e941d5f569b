import { checkSpace } from '@nx-codesign/search';
import { parseConfig } from '../config/parse';
import { localSpace, localSpaceKey } from './localSpace';

const parsed = (localSearch: object) =>
  parseConfig(
    JSON.stringify({
      dataset: { source: { kind: 'jets', count: 100 }, split: { train: 0.8, validation: 0.1, test: 0.1 } },
      localSearch,
    }),
    'codesign.json',
  ).localSearch;
const moves = [
  { name: 'width1+', gene: 'width1', value: 16 },
  { name: 'depth-', gene: 'depth', value: 1 },
];

describe('the space of the local search', () => {
  test.each([
    ['classification' as const, ['labelSmoothing'], ['loss', 'huberDelta']],
    ['regression' as const, ['loss', 'huberDelta'], ['labelSmoothing']],
  ])('of a %s has %j and not %j', (task, there, absent) => {
    const space = localSpace(parsed({}), task, moves);
    checkSpace(space);
    expect(Object.keys(space)).toEqual(expect.arrayContaining(there));
    for (const gene of absent) expect(space).not.toHaveProperty(gene);
  });

  test('has one gene per move, each of them any move or none', () => {
    const space = localSpace(parsed({ moves: 2 }), 'classification', moves);
    const gene = { kind: 'categorical', choices: ['none', 'width1+', 'depth-'] };
    expect(space).toMatchObject({ move1: gene, move2: gene });
    expect(space).not.toHaveProperty('move3');
  });

  test.each([
    [{ moves: 0 }, moves, 'no moves are wanted'],
    [{ moves: 2 }, [], 'there are none to make'],
  ])('has no gene for moves with %j where %j lead on: %s', (slice, from) => {
    expect(localSpace(parsed(slice), 'classification', from)).not.toHaveProperty('move1');
  });

  test('asks for no delta where huber is no choice', () => {
    expect(localSpace(parsed({ losses: ['mse'] }), 'regression', [])).not.toHaveProperty('huberDelta');
  });

  test('every gene names a key of the slice, for errors', () => {
    const slice = parsed({ moves: 2 });
    for (const task of ['classification', 'regression'] as const) {
      for (const gene of Object.keys(localSpace(slice, task, moves))) {
        expect(Object.keys(slice)).toContain(localSpaceKey(gene).replace('localSearch.', ''));
      }
    }
  });
});
