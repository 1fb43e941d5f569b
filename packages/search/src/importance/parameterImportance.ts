import { createRandomSource, type Random } from '../random/random';
import { drawGenotype } from '../spaces/drawGenotype';
import { type Genotype } from '../spaces/genotype';
import { roundSignificant, scaleOf } from '../spaces/scale';
import { type Choice, type Parameter, type Space } from '../spaces/space';
import { encoderOf } from './encodeGenotype';
import { growForest } from './randomForest';

/** A genotype and one number that was measured of it: a loss, say. */
export interface Measured {
  readonly genotype: Genotype;
  readonly value: number;
}

export interface Importance {
  /**
   * By parameter, in the space's order: the share of the variance over the whole space that this parameter explains
   * by itself, in `[0, 1]`. One that is not always there counts its absence as a value.
   */
  readonly alone: Readonly<Record<string, number>>;
  /** What no parameter explains by itself: interactions. */
  readonly together: number;
}

/** Trees and rows per leaf near those of Hutter et al.; draws so many that a share is known to about 0.01. */
const TREES = 32;
const SMALLEST_LEAF = 2;
const DRAWS = 4096;
const BINS = 16;

/** The forest learns from at most so many results, evenly picked, as its cost grows faster than their number. */
const MOST_RESULTS = 2000;

/**
 * Which choices matter: an estimate of the functional analysis of variance of Hutter, Hoos and Leyton-Brown (2014, ICML,
 * section 4). A random forest learns the measured values; on genotypes drawn evenly from the space its predictions'
 * variance is taken apart: a parameter's share is the variance of the mean prediction over its values (numbers in 16
 * equal parts of their scale), less what chance alone would give. Unlike theirs by draws, not by the volumes of leaves, so that
 * conditional parameters have a place. Undefined with fewer than 4 results or when the predictions do not vary.
 */
export function parameterImportance(
  space: Space,
  results: readonly Measured[],
  { seed }: { seed: number },
): Importance | undefined {
  if (results.length < 4) return undefined;
  const random = createRandomSource(seed);
  const drawn = predictions(space, results, random);
  const total = varianceOf(drawn.map(({ value }) => value));
  if (!(total > 0)) return undefined;
  const names = Object.keys(space);
  const shares = names.map((name) => shareOf(name, space[name], drawn) / total);
  const rounded = shares.map((share) => roundSignificant(Math.min(1, Math.max(0, share))));
  const sum = rounded.reduce((a, b) => a + b, 0);
  return {
    alone: Object.fromEntries(names.map((name, index) => [name, rounded[index]])),
    together: roundSignificant(Math.max(0, 1 - sum)),
  };
}

function predictions(space: Space, results: readonly Measured[], random: Random): Measured[] {
  const encode = encoderOf(space);
  const stride = Math.max(1, results.length / MOST_RESULTS);
  const picked = results.filter(
    (_, index) => Math.floor(index / stride) !== Math.floor((index - 1) / stride),
  );
  const samples = {
    features: picked.map(({ genotype }) => encode(genotype)),
    targets: picked.map(({ value }) => value),
  };
  const predict = growForest(samples, { trees: TREES, smallestLeaf: SMALLEST_LEAF, random });
  return Array.from({ length: DRAWS }, () => {
    const genotype = drawGenotype(space, random);
    return { genotype, value: predict(encode(genotype)) };
  });
}

/** The variance between the groups of a parameter's values, less the part that groups by chance would have. */
function shareOf(name: string, parameter: Parameter, drawn: readonly Measured[]): number {
  const groups = new Map<string, number[]>();
  for (const { genotype, value } of drawn) {
    const key = binOf(parameter, genotype[name]);
    const group = groups.get(key) ?? [];
    group.push(value);
    groups.set(key, group);
  }
  const mean = meanOf(drawn.map(({ value }) => value));
  let between = 0;
  let within = 0;
  for (const group of groups.values()) {
    between += group.length * (meanOf(group) - mean) ** 2;
    within += group.length * varianceOf(group);
  }
  // One-way analysis of variance: omega squared (Hays 1963) without its denominator.
  const chance = ((groups.size - 1) * within) / (drawn.length - groups.size);
  return (between - chance) / drawn.length;
}

function binOf(parameter: Parameter, value: Choice | undefined): string {
  if (value === undefined) return 'absent';
  if (parameter.kind === 'categorical') return JSON.stringify(value);
  const { low, high, toCoordinate } = scaleOf(parameter);
  const share = high > low ? (toCoordinate(value as number) - low) / (high - low) : 0;
  return String(Math.min(BINS - 1, Math.floor(share * BINS)));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
