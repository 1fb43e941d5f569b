import type { Network } from '@nx-codesign/ir';
import type { Genotype } from '@nx-codesign/search';
import type { TrainingSettings } from '@nx-codesign/train';
import type { Compressed } from '../jobs/compressModel';
import { rateFactor } from '../quantization/rateFactor';
import type { SearchTrial } from '../records/trials';
import { isPrecisionSearched, type AssumedPrecision } from '../spaces/precisionGenes';
import { precisionOf } from '../spaces/precisionOf';
import type { Workshop } from '../stages/workshop';
import { divergenceText } from './divergence';
import { searchSettings, type SearchedStudy } from './searchSettings';
import { deriveSeed } from './seeds';
import type { Trained } from './trainer';

/** What a trial's record says of its networks. */
export type Measures = Pick<
  Extract<SearchTrial, { ok: true }>,
  'metric' | 'foldMetrics' | 'floatMetric' | 'precision' | 'roundedMetric' | 'costs'
>;

interface Measured {
  readonly proposal: { readonly network: Network; readonly genotype: Genotype };
  /** Trained as floats, one per fold. */
  readonly folds: readonly Trained[];
}

/**
 * The metric and the costs of a trained network: of the float network, its costs rounded to the assumed widths and
 * sparsity; or, where these are searched, of the network that was trained with its own for a while more.
 */
export async function measureTrial(
  config: SearchedStudy,
  { compressor }: Pick<Workshop, 'compressor'>,
  { proposal: { network, genotype }, folds }: Measured,
): Promise<Measures | { readonly error: string }> {
  const { assume } = config.search;
  const { part, clockPeriodNs, reuseFactor } = assume;
  const precision = precisionOf(config.search, genotype, network);
  const isSearched = isPrecisionSearched(assume);
  const settings = isSearched ? quantizedSettings(config, { genotype, precision }) : undefined;
  const outcomes = await Promise.all(
    (isSearched ? folds : folds.slice(0, 1)).map(({ weights }, fold) =>
      compressor.compress({
        ...{
          network,
          weights,
          ...precision,
          device: { part, clockPeriodNs, ...(reuseFactor && { reuseFactor }) },
        },
        ...(settings && { settings }),
        ...(fold > 0 && { fold }),
      }),
    ),
  );
  const compressed: Compressed[] = [];
  for (const outcome of outcomes) {
    if ('diverged' in outcome)
      return { error: `with its widths and zeros ${divergenceText(outcome.diverged)}` };
    compressed.push(outcome);
  }
  const metrics = (isSearched ? compressed : folds).map(({ metric }) => metric);
  return {
    metric: metrics.reduce((sum, each) => sum + each, 0) / metrics.length,
    ...(folds.length > 1 && { foldMetrics: metrics }),
    ...(isSearched && { floatMetric: folds[0].metric, precision }),
    roundedMetric: compressed[0].metric,
    costs: compressed[0].costs,
  };
}

/** Passes that measuring a rung takes of each fold, beside the float training. */
export function measuringEpochs({ assume }: Pick<SearchedStudy['search'], 'assume'>): number {
  return isPrecisionSearched(assume) ? assume.quantizedEpochs : 0;
}

/** The float training has gone before; so half its rate ranks best, see docs/stages/search.md. */
const rateShare = 0.5;

/** How a float network is trained on with its widths; not at all if `search.assume.quantizedEpochs` is 0. */
function quantizedSettings(
  config: SearchedStudy,
  { genotype, precision }: { readonly genotype: Genotype; readonly precision: AssumedPrecision },
): TrainingSettings | undefined {
  const epochs = config.search.assume.quantizedEpochs;
  if (epochs === 0) return undefined;
  const { earlyStop: _earlyStop, ...settings } = searchSettings(config, genotype);
  return {
    ...settings,
    epochs,
    learningRate: settings.learningRate * rateShare * rateFactor(precision.weightBits),
    seed: deriveSeed(config.seed, 'quantized-training'),
  };
}
