/** Uniform numbers of a dropout have this many bits. */
const uniformBits = 24;

/** The seed of a step: `seed` is the session's, `step` counts the steps since the weights were set. */
export function stepSeed(seed: number, step: number): number {
  return hash(hash(seed) ^ step);
}

/** The seed of one dropout in a step: `id` is the index of its operation in the traced program. */
export function dropoutSeed(seedOfStep: number, id: number): number {
  return hash(seedOfStep ^ Math.imul(id + 1, 0x9e3779b9));
}

/** An element is dropped where its uniform number is below this. */
export function dropoutThreshold(rate: number): number {
  return Math.round(rate * 2 ** uniformBits);
}

/**
 * Whether a dropout drops an element: `index` is its row-major number in the whole batch, `seed` is `dropoutSeed`. Every
 * engine drops the same elements, however it splits a batch.
 */
export function isDropped(index: number, seed: number, rate: number): boolean {
  return hash(index ^ seed) >>> (32 - uniformBits) < dropoutThreshold(rate);
}

/** A permutation of 32 bits with little bias (`lowbias32`, C. Wellons 2018, https://nullprogram.com/blog/2018/07/31/). */
function hash(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
