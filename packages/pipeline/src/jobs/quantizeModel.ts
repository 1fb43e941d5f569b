import { foldBatchNorm, quantizeNetwork, roundedLayers, type QuantizationOptions } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { Bits } from '../quantization/precisions';
import { splitOf, type Job, type JobContext } from './job';

/** Enough for the formats that a design is built with. */
const mostCalibrationSamples = 2048;

export interface QuantizeModelInput extends Model {
  readonly weightBits: Bits;
  readonly activationBits: Bits;
  readonly ranges?: QuantizationOptions['ranges'];
  readonly weightRanges?: QuantizationOptions['weightRanges'];
  /** Training samples that ranges of activations are measured on, at most. */
  readonly calibrationSamples?: number;
}

/**
 * Gives a trained float network the formats of a precision: batch norm folded, weights not yet rounded, so that
 * training can start from them.
 */
export const quantizeModel: Job<QuantizeModelInput, Model> = (input, context) => quantized(input, context);

/** The job's work, for jobs that go on with the network. */
export function quantized(input: QuantizeModelInput, { splits, engine }: JobContext): Model {
  const { network, weights, weightBits, activationBits, ranges, weightRanges } = input;
  const { calibrationSamples = mostCalibrationSamples } = input;
  const folded = foldBatchNorm(network, weights);
  const { x, count } = splitOf(splits, 'train');
  const layers = roundedLayers(folded.network);
  const quantizedNetwork = quantizeNetwork({
    ...folded,
    calibration: { x, count: Math.min(count, calibrationSamples) },
    weightBits: bitsOf(weightBits, layers.weights),
    activationBits: bitsOf(activationBits, layers.activations),
    ...(ranges && { ranges }),
    ...(weightRanges && { weightRanges }),
    engine: engine(),
  });
  return { network: quantizedNetwork, weights: folded.weights };
}

/** Widths by layer, those that are not named at `default`. */
function bitsOf(bits: Bits, layers: readonly string[]): Bits {
  if (typeof bits === 'number') return bits;
  const { default: standard, ...named } = bits;
  if (standard === undefined) return named;
  return { ...Object.fromEntries(layers.map((layer) => [layer, standard])), ...named };
}
