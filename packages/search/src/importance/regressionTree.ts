import { type Random } from '../random/random';

/** Rows of features, one target each. */
export interface Samples {
  /** `[rows][features]` */
  readonly features: readonly (readonly number[])[];
  readonly targets: readonly number[];
}

export interface TreeOptions {
  /** Leaves are not split below this many rows. */
  readonly smallestLeaf: number;
  /** Features looked at per split. */
  readonly featuresPerSplit: number;
  readonly random: Random;
}

/** The mean of a leaf's targets, or a threshold on one feature: at most it to the left. */
type Node =
  | { readonly mean: number }
  | { readonly feature: number; readonly threshold: number; readonly left: Node; readonly right: Node };

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly gain: number;
}

/**
 * A regression tree (Breiman et al. 1984, chapter 8): each split takes off the most squared error among a few random
 * features (Breiman 2001). `rows` may repeat. Returns the prediction. O(features per split x n log n) per level.
 */
export function growTree(
  samples: Samples,
  rows: readonly number[],
  options: TreeOptions,
): (features: readonly number[]) => number {
  const root = grow(samples, rows, options);
  return (features) => {
    let node = root;
    while ('left' in node) node = features[node.feature] <= node.threshold ? node.left : node.right;
    return node.mean;
  };
}

function grow(samples: Samples, rows: readonly number[], options: TreeOptions): Node {
  const split = rows.length >= 2 * options.smallestLeaf ? bestSplit(samples, rows, options) : undefined;
  if (!split) return { mean: rows.reduce((sum, row) => sum + samples.targets[row], 0) / rows.length };
  const { feature, threshold } = split;
  const isLeft = (row: number) => samples.features[row][feature] <= threshold;
  const [left, right] = [rows.filter(isLeft), rows.filter((row) => !isLeft(row))];
  return { feature, threshold, left: grow(samples, left, options), right: grow(samples, right, options) };
}

function bestSplit(samples: Samples, rows: readonly number[], options: TreeOptions): Split | undefined {
  const { featuresPerSplit, random, smallestLeaf } = options;
  const left = samples.features[0].map((_, feature) => feature);
  let best: Split | undefined;
  // Features without a split do not count, so that a tree does not stop at one that is constant there.
  for (let looked = 0; left.length > 0 && looked < featuresPerSplit;) {
    const [feature] = left.splice(random.integer(0, left.length - 1), 1);
    const split = bestThreshold(samples, rows, { feature, smallestLeaf });
    if (!split) continue;
    looked++;
    if (!best || split.gain > best.gain) best = split;
  }
  return best;
}

/** The threshold that takes off the most squared error; undefined if none takes off any. */
function bestThreshold(
  { features, targets }: Samples,
  rows: readonly number[],
  { feature, smallestLeaf }: { feature: number; smallestLeaf: number },
): Split | undefined {
  const sorted = [...rows].sort((a, b) => features[a][feature] - features[b][feature]);
  const total = sorted.reduce((sum, row) => sum + targets[row], 0);
  let best: Split | undefined;
  let sum = 0;
  for (let count = 1; count <= sorted.length - smallestLeaf; count++) {
    sum += targets[sorted[count - 1]];
    const [here, next] = [features[sorted[count - 1]][feature], features[sorted[count]][feature]];
    if (count < smallestLeaf || here === next) continue;
    const rest = sorted.length - count;
    const gain = sum ** 2 / count + (total - sum) ** 2 / rest - total ** 2 / sorted.length;
    if (gain > (best?.gain ?? 1e-12 * (1 + total ** 2))) {
      best = { feature, threshold: here + (next - here) / 2, gain };
    }
  }
  return best;
}
