import { Type } from '@sinclair/typebox';
import { policies } from '../config/slices/search';
import { timing, variantUtilization, verification } from './checks';
import { costs, counts, floatMetric, metrics, precision, quantizedMetrics, searchedPrecision } from './costs';
import {
  amount,
  count,
  maybe,
  oneOf,
  record,
  text,
  type artefactFormatVersion,
  type RecordOf,
} from './schema';
import { genotype, tunedSettings } from './trials';

/** A candidate that later stages carry on, as `search` writes it. */
export const searchVariant = record({
  name: text('The policies that chose it, joined by a hyphen.'),
  policies: Type.Array(oneOf(policies, 'A policy that chose it.')),
  trial: count('The trial that found it.'),
  network: text("Hash of the network's structure, shortened."),
  genotype,
  validation: floatMetric,
  assumed: costs,
  searched: maybe(searchedPrecision),
});
export type SearchVariant = RecordOf<typeof searchVariant>;

const repeats = record(
  {
    metrics: Type.Array(amount('On the validation split.'), { description: 'One per training.' }),
    mean: amount('Of the metrics.'),
    deviation: amount('Standard deviation of the metrics, of a sample.'),
  },
  'Trainings of the float network from other initial weights, with the same settings.',
);

/** As `local-search` writes it; `training` is absent where no trial was better than the search's own weights. */
export const tunedVariant = record({
  ...searchVariant.properties,
  training: maybe(tunedSettings),
  moves: maybe(Type.Array(Type.String(), { description: 'Changes of the architecture against the search.' })),
  repeats: maybe(repeats),
});
export type TunedVariant = RecordOf<typeof tunedVariant>;

/** As `qat` writes it. */
export const quantizedVariant = record({
  ...tunedVariant.properties,
  validation: quantizedMetrics,
  precision,
  withinLoss: Type.Boolean({
    description: 'Whether the chosen precision keeps qat.maxLoss; if none does, the most accurate is taken.',
  }),
  quantizedCosts: counts,
});
export type QuantizedVariant = RecordOf<typeof quantizedVariant>;

/** As `prune` writes it. */
export const prunedVariant = record({
  ...quantizedVariant.properties,
  step: count('Of the pruning path.'),
  prunedCosts: counts,
  validation: metrics,
  test: metrics,
  engineCheck: record(
    {
      engine: text('The training engine.'),
      vectors: count('Test samples.'),
      mismatches: count('Samples in which it differs from the interpreter.'),
    },
    "The training engine's forward pass against the integer interpreter on the test split.",
  ),
});
export type PrunedVariant = RecordOf<typeof prunedVariant>;

const designFacts = record({
  top: text('Name of the top module and of the C++ function.'),
  part: text('Device.'),
  clockPeriodNs: amount('Target clock period.'),
  latencyCycles: count('Clock cycles from input to output.'),
  initiationInterval: count('Clock cycles between two inputs.'),
  criticalPathNs: amount('Longest path from register to register by the delay model: an estimate.'),
  latencyNs: amount('Cycles times the clock period, or times the longest path where that is longer.'),
  modules: count('Pipeline modules.'),
  estimated: costs,
});
export type DesignFacts = RecordOf<typeof designFacts>;

/** As `hls-emit` writes it. */
export const emittedVariant = record({
  ...prunedVariant.properties,
  design: designFacts,
  vectors: record({
    count: count('Vectors in all.'),
    testSamples: count('The test split, first.'),
    corners: count('Corner cases and random vectors.'),
  }),
});
export type EmittedVariant = RecordOf<typeof emittedVariant>;

/** What `synthesize` found of one variant. */
export const synthesized = record({
  variant: emittedVariant,
  utilization: variantUtilization,
  timing,
  verification,
});
export type Synthesized = RecordOf<typeof synthesized>;

/** A file with one entry per variant, in the order of `search`. */
export interface VariantsFile<V> {
  readonly formatVersion: typeof artefactFormatVersion;
  readonly variants: readonly V[];
}
