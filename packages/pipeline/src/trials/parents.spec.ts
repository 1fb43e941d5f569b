import type { Genotype } from '@nx-codesign/search';
import { initialWeights } from '@nx-codesign/train';
import { mlp } from '../families/mlp';
import { genesApart, inheritedStarts } from './parents';
import type { TrialOutcome } from './searchTrial';

const frame = {
  task: 'classification',
  inputShape: [3],
  inputFormat: { signed: false, integer: 0, fraction: 4 },
  outputs: 2,
} as const;
const genes = (width1: number, activation = 'relu'): Genotype => ({
  depth: 1,
  width1,
  activation,
  norm: 'none',
});
const network = (genotype: Genotype) => mlp.build({} as Parameters<typeof mlp.build>[0], genotype, frame);
const config = { task: 'classification', seed: 1 } as const;
const proposal = { genotype: genes(4), network: network(genes(4)) };

function finished(trial: number, genotype: Genotype, metric: number): TrialOutcome {
  const own = network(genotype);
  const costs = { parameters: 1, bops: 1, ebops: 1, luts: 1, ffs: 1, latencyCycles: 1, latencyNs: 1 };
  return {
    record: { trial, network: 'n', genotype, ok: true, metric, roundedMetric: metric, costs, epochs: 1 },
    model: { network: own, weights: initialWeights(own, 100 + trial) },
  };
}

test('genes that differ count, and those that only one has', () => {
  expect(genesApart({ depth: 1, width1: 8 }, { depth: 1, width1: 8 })).toBe(0);
  expect(genesApart({ depth: 1, width1: 8 }, { depth: 2, width1: 4, width2: 8 })).toBe(3);
});

test('the first generation inherits nothing, and a failed trial is no parent', () => {
  const identity = { trial: 1, network: 'n', genotype: genes(4) };
  const failed: TrialOutcome = { record: { ...identity, ok: false, stage: 'search', error: 'diverged' } };
  expect(inheritedStarts(proposal, [], config)).toBeUndefined();
  expect(inheritedStarts(proposal, [failed], config)).toBeUndefined();
});

test('the parent has the most genes in common, of equals the better metric, then the earlier', () => {
  const earlier = [
    finished(1, genes(2, 'tanh'), 0.9),
    finished(2, genes(4, 'tanh'), 0.6),
    finished(3, genes(4, 'sigmoid'), 0.7),
    finished(4, genes(2), 0.7),
  ];
  const [weights] = inheritedStarts(proposal, earlier, config)!;
  // Trials 2, 3 and 4 differ in one gene; 3 and 4 have the better metric. Of 3's shapes nothing changes.
  expect(weights['dense1/kernel'].data).toEqual(earlier[2].model!.weights['dense1/kernel'].data);
});

describe('where the sampler names a parent', () => {
  const near = finished(1, genes(4, 'tanh'), 0.9);
  const parent = finished(2, { depth: 1, width1: 2, activation: 'sigmoid', norm: 'none' }, 0.6);

  test('it is inherited from, however near others are', () => {
    const [weights] = inheritedStarts({ ...proposal, parent }, [near, parent], config)!;
    // Its two units go on, the two new ones are read by nobody yet.
    expect([...weights['logits/kernel'].data.subarray(0, 4)]).toEqual([
      ...parent.model!.weights['logits/kernel'].data,
    ]);
  });

  test('but has no weights, the nearest one is', () => {
    const failed: TrialOutcome = {
      record: { trial: 2, network: 'n', genotype: genes(2), ok: false, stage: 'search', error: 'diverged' },
    };
    const [weights] = inheritedStarts({ ...proposal, parent: failed }, [near, failed], config)!;
    expect(weights['dense1/kernel']).toEqual(near.model!.weights['dense1/kernel']);
  });
});

test('each fold goes on from the same fold of the parent, further folds start anew', () => {
  const parent = finished(1, genes(4), 0.9);
  const folds = [1, 2].map((seed) => initialWeights(parent.model!.network, seed));
  expect(inheritedStarts({ ...proposal, parent: { ...parent, foldWeights: folds } }, [], config)).toEqual(
    folds,
  );
  expect(inheritedStarts({ ...proposal, parent }, [], config)).toEqual([parent.model!.weights]);
});
