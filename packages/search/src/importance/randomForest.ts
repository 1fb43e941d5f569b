import { type Random } from '../random/random';
import { growTree, type Samples } from './regressionTree';

export interface ForestOptions {
  readonly trees: number;
  readonly smallestLeaf: number;
  readonly random: Random;
}

/** Features looked at per split: all but few would hide a weak parameter behind its neighbours. */
const FEATURE_SHARE = 2 / 3;

/** A random forest for regression (Breiman 2001): the mean of trees, each grown on as many rows drawn with repeats. */
export function growForest(
  samples: Samples,
  { trees, smallestLeaf, random }: ForestOptions,
): (features: readonly number[]) => number {
  const count = samples.targets.length;
  const featuresPerSplit = Math.max(1, Math.ceil(FEATURE_SHARE * samples.features[0].length));
  const grown = Array.from({ length: trees }, () => {
    const rows = Array.from({ length: count }, () => random.integer(0, count - 1));
    return growTree(samples, rows, { smallestLeaf, featuresPerSplit, random });
  });
  return (features) => grown.reduce((sum, tree) => sum + tree(features), 0) / trees;
}
