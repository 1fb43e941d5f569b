import type { Network, Weights } from '@nx-codesign/ir';
import {
  evaluate,
  foldBatchNorm,
  magnitudeMasks,
  snapWeights,
  train,
  type Arrays,
  type Masks,
  type TrainingSettings,
} from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { Costs } from '../records/costs';
import type { AssumedPrecision } from '../spaces/precisionGenes';
import { estimateCosts, type Device } from './estimate';
import { foldOf } from './folds';
import { splitOf, type Job, type JobContext } from './job';
import { quantized } from './quantizeModel';

export interface CompressModelInput extends Model, AssumedPrecision {
  readonly device: Device;
  /** How it is trained with its widths and zeros; only rounded if absent. */
  readonly settings?: TrainingSettings;
  /** Fold of a cross-validation, see `foldOf`; 0, the study's own split, if absent. */
  readonly fold?: number;
}

/** Enough to compare candidates: a search measures each of them at each rung. */
const calibrationSamples = 512;

export interface Compressed {
  /** On the validation split, or that of the fold; see `taskMetrics`. */
  readonly metric: number;
  readonly costs: Costs;
}

/** Where the loss of a training stopped being finite. */
export interface Diverged {
  readonly diverged: { readonly epoch: number; readonly step: number };
}

/**
 * Metric and costs of a trained float network with widths and a share of zero weights: the smallest kernel weights of
 * all layers together are set to 0, formats are calibrated, the network is trained so or left as it is, and rounded.
 */
export const compressModel: Job<CompressModelInput, Compressed | Diverged> = (input, context) => {
  const { start, masks } = sparse(input);
  const { network, weights } = quantized({ ...input, ...start, calibrationSamples }, context);
  const trained = retrained({ network, weights }, { ...input, masks }, context);
  if ('diverged' in trained) return trained;
  const rounded = { network, weights: snapWeights(network, trained.weights) };
  const { validation } = splitsOf(input, context);
  return {
    metric: evaluate(context.engine(), { ...rounded, arrays: validation }).metric,
    costs: estimateCosts(rounded, input.device),
  };
};

/** The network with batch norm folded and its smallest weights at 0, and where these are. */
function sparse({ network, weights, sparsity }: CompressModelInput): { start: Model; masks?: Masks } {
  const start = foldBatchNorm(network, weights);
  const masks = sparsity > 0 ? magnitudeMasks(start.weights, {}, sparsity) : undefined;
  return masks ? { start: { ...start, weights: masked(start.weights, masks) }, masks } : { start };
}

function masked(weights: Weights, masks: Masks): Weights {
  const entries = Object.entries(weights).map(([tensor, { shape, data }]) => {
    const mask = masks[tensor];
    return [tensor, { shape, data: mask ? data.map((value, at) => (mask[at] === 0 ? 0 : value)) : data }];
  });
  return Object.fromEntries(entries) as Weights;
}

function retrained(
  { network, weights }: { network: Network; weights: Weights },
  { settings, masks, fold }: Pick<CompressModelInput, 'settings' | 'fold'> & { readonly masks?: Masks },
  context: JobContext,
): { readonly weights: Weights } | Diverged {
  if (settings === undefined) return { weights };
  const { weights: after, diverged } = train(context.engine(), {
    network,
    weights,
    settings,
    ...(masks && { masks }),
    ...splitsOf({ fold }, context),
  });
  return diverged ? { diverged } : { weights: after };
}

function splitsOf(
  { fold = 0 }: Pick<CompressModelInput, 'fold'>,
  { splits }: JobContext,
): Record<'train' | 'validation', Arrays> {
  return foldOf({ train: splitOf(splits, 'train'), validation: splitOf(splits, 'validation') }, fold);
}
