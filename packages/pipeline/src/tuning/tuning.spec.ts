import { canonicalGenotype, createRandom } from '@nx-codesign/search';
import { initialWeights } from '@nx-codesign/train';
import { parseConfig } from '../config/parse';
import { builderOf, familyOf, spaceOf } from '../families';
import { localSpace, noMove } from '../spaces/localSpace';
import { movesFrom } from '../spaces/moves';
import { shortHash } from '../trials/seeds';
import { candidateOf } from './candidate';
import { firstProposal } from './firstProposal';
import type { Home } from './home';
import { spreadOf } from './repeats';
import { endOfRung, excessOf } from './runBatch';

const study = (changes: object) =>
  parseConfig(
    JSON.stringify({
      dataset: { source: { kind: 'jets', count: 100 }, split: { train: 0.8, validation: 0.1, test: 0.1 } },
      ...changes,
    }),
    'codesign.json',
  );
const config = study({});
const costs = { parameters: 10, bops: 100, ebops: 100, luts: 200, ffs: 50, latencyCycles: 4, latencyNs: 20 };
const genotype = { depth: 2, width1: 16, width2: 16, activation: 'relu', norm: 'none' };

function homeWith(search: object): Home {
  const { search: searched } = study({ search });
  const space = spaceOf(searched);
  const build = builderOf(searched.space, {
    task: 'classification',
    inputShape: [6],
    inputFormat: { signed: true, integer: 1, fraction: 6 },
    outputs: 3,
  });
  const network = build(genotype);
  return {
    searched,
    space,
    build,
    model: { network, weights: initialWeights(network, 1) },
    moves: movesFrom(space, genotype, (gene) => familyOf(searched.space).mayMove(gene)),
    variant: {
      name: 'v',
      policies: ['accuracy'],
      trial: 1,
      network: shortHash(network),
      genotype,
      validation: { float: 0.8 },
      assumed: costs,
    },
  };
}
const home = homeWith({});

describe('a candidate', () => {
  const candidate = (moves: string[]) =>
    candidateOf(home, config, {
      trial: 3,
      genotype: {
        learningRate: 0.01,
        epochs: 4,
        ...Object.fromEntries(moves.map((move, at) => [`move${at + 1}`, move])),
      },
    });

  test('without a move is the network of the search with its weights', () => {
    const { start, settings, moves } = candidate([noMove, noMove]);
    expect(start).toBe(home.model);
    expect(settings).toEqual({ learningRate: 0.01, epochs: 4 });
    expect(moves).toEqual([]);
  });

  test('makes its moves one after the other, each from where the one before led', () => {
    const { start, moves, architecture } = candidate(['width1+', 'width1+']);
    expect(moves).toEqual(['width1+', 'width1+']);
    expect(architecture).toEqual({ ...genotype, width1: 64 });
    expect(start.network.name).toBe('mlp_64_16_3');
    expect(start.weights['dense1/kernel'].shape).toEqual([6, 64]);
  });

  test('passes over a move that has become impossible', () => {
    const { moves, architecture } = candidate(['depth-', 'width2+']);
    expect(moves).toEqual(['depth-']);
    expect(Object.keys(architecture)).not.toContain('width2');
  });
});

describe('the first proposal', () => {
  test('is of the space of the local search, for either task and random settings of the search (seed 2)', () => {
    for (const task of ['classification', 'regression'] as const) {
      const space = localSpace(config.localSearch, task, home.moves);
      const proposal = firstProposal({ ...config, task }, home);
      expect(canonicalGenotype(space, proposal)).toEqual(proposal);
      expect(Object.keys(createRandom({ space, seed: 2 }).ask(1)[0])).toEqual(
        expect.arrayContaining(['learningRate', 'schedule', 'move1']),
      );
    }
  });

  test('takes the settings of the search where the space has them, else the nearest', () => {
    const own = homeWith({ training: { learningRate: 0.5, batchSize: 128, schedule: 'constant' } });
    expect(firstProposal(config, own)).toEqual({
      learningRate: 0.01,
      weightDecay: 0.000001,
      batchSize: 128,
      epochs: 12,
      schedule: 'cosine',
      labelSmoothing: 0,
      move1: noMove,
    });
  });
});

describe('the rungs of a training', () => {
  test.each([
    [{ rungs: 3, reduction: 2 }, 12, [3, 6, 12], 'a quarter, half, all'],
    [{ rungs: 2, reduction: 3 }, 10, [4, 10], 'a third, rounded up'],
    [{ rungs: 1, reduction: 2 }, 5, [5], 'all at once'],
    [{ rungs: 4, reduction: 4 }, 3, [1, 1, 1, 3], 'one epoch at least'],
  ])('%j of %d epochs end after %j: %s', (slice, epochs, expected) => {
    const rungs = Array.from({ length: slice.rungs }, (_, index) => index + 1);
    expect(rungs.map((rung) => endOfRung(slice, epochs, rung))).toEqual(expected);
  });
});

describe('what a moved network exceeds', () => {
  const excess = (changes: Partial<typeof costs>, search: object, growth = 0.1) =>
    excessOf({ metric: 0.9, costs: { ...costs, ...changes } }, homeWith(search), growth);

  test.each<[Partial<typeof costs>, object, number, string]>([
    [{ luts: 220 }, { objectives: ['accuracy', 'luts'] }, 0, '10 % more is allowed'],
    [{ luts: 275 }, { objectives: ['accuracy', 'luts'] }, 0.25, '275 is 25 % above 220'],
    [{ luts: 275 }, { objectives: ['accuracy', 'ebops'] }, 0, 'no objective, no limit'],
    [{ luts: 275, ebops: 220 }, { objectives: ['luts', 'ebops'] }, 1.25, 'excesses add up'],
    [{ luts: 300 }, { constraints: { luts: { max: 200 } } }, 0.5, 'a constraint of the search'],
  ])('at costs %j of a search %j is %d: %s', (changes, search, expected) => {
    expect(excess(changes, search)).toBeCloseTo(expected, 12);
  });
});

describe('the spread', () => {
  test('is the standard deviation of a sample: 2, 4, 4, 4, 5, 5, 7, 9 has 5 and sqrt(32 / 7)', () => {
    const { mean, deviation } = spreadOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean).toBe(5);
    expect(deviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
  });
});
