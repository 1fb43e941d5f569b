import { CodesignError, costsOf, type Network, type Weights } from '@nx-codesign/ir';
import { isWithinLoss, lostBy } from '../training/lossLimit';
import type { DataSet, Engine } from '../training/types';
import { checkAccumulators } from '../quantization/checkAccumulators';
import { widenBiases } from '../quantization/widenBiases';
import { snapWeights } from '../quantization/snapWeights';
import type { Sample } from '../quantization/valueOf';
import { chooseUnits } from './chooseUnits';
import { hiddenLayers } from './hiddenLayers';
import { compensateRemoval, removeUnits } from './removeUnits';
import { unitStatistics } from './unitImportance';

/** A network with its weights. */
export interface Candidate {
  readonly network: Network;
  readonly weights: Weights;
}

/** A candidate after fine-tuning. */
export interface FineTuned {
  readonly weights: Weights;
  /** Validation metric of these weights: accuracy in 0..1, or RMSE. */
  readonly metric: number;
}

/** How far and how fast to prune. */
export interface PruningSettings {
  /** Share of the remaining hidden units that a step removes, above 0 and below 1. */
  readonly share: number;
  /** Most steps. */
  readonly steps: number;
  /** Loss allowed against the start: in accuracy (0.01 is one point), or in RMSE as a share of the start's. */
  readonly maxLoss: number;
  /** Units that every hidden layer keeps. Default 1. */
  readonly minimumUnits?: number;
}

/** A trained network to prune, and what pruning it needs. */
export interface PruningOptions extends Candidate, PruningSettings {
  /** Validation metric of the network as it comes. */
  readonly metric: number;
  readonly task: DataSet['task'];
  /** Training inputs that importances are measured on. */
  readonly sample: Sample;
  readonly engine: Engine;
  /** Trains a candidate, with its quantisers if it has them; may run in another thread. */
  fineTune(candidate: Candidate & { readonly step: number }): Promise<FineTuned>;
  /** Told of every step when it is done. */
  onStep?(step: PruningStep): void;
  readonly signal?: AbortSignal;
}

/** One point of the path; step 0 is the network as it came. */
export interface PruningStep extends Candidate {
  readonly step: number;
  /** Units left, by hidden layer. */
  readonly units: Readonly<Record<string, number>>;
  readonly metric: number;
  /** What was lost against step 0, in the terms of `maxLoss`; negative for a gain. */
  readonly loss: number;
  /** `isWithinLoss`. */
  readonly withinLoss: boolean;
  /** Non-zero weights and biases. */
  readonly parameters: number;
  /** Effective bit operations of a quantised network. */
  readonly ebops?: number;
}

/**
 * Structured pruning in steps: remove the units that matter least for their cost (`unitImportance`, `chooseUnits`),
 * move their means into the next bias, fine-tune. Returns the whole path, each step with its rounded weights; ends
 * after the first step beyond `maxLoss`, which is part of the path, after `steps` steps, or when no unit may go.
 * Throws CodesignError `pruning.settings`; `quantization.accumulator` where a quantised step's sums outgrow float32;
 * an aborted signal's reason; what `fineTune` throws.
 */
export async function pruneStructured(options: PruningOptions): Promise<PruningStep[]> {
  checkSettings(options);
  const start = stepOf(
    { step: 0, network: options.network, metric: options.metric },
    options.weights,
    options,
  );
  const path = [start];
  options.onStep?.(start);
  let current: Candidate = options;
  while (path.length <= options.steps && path[path.length - 1].withinLoss) {
    options.signal?.throwIfAborted();
    const smaller = removeLeastImportant(current, options);
    if (!smaller) break;
    const { weights, metric } = await options.fineTune({ ...smaller, step: path.length });
    current = { network: smaller.network, weights };
    const step = stepOf({ step: path.length, network: smaller.network, metric }, weights, options);
    path.push(step);
    options.onStep?.(step);
  }
  return path;
}

/** The step with the least cost (EBOPs, or parameters of a float network) among those within the loss. */
export function cheapestStep(path: readonly PruningStep[]): PruningStep {
  const costOf = ({ ebops, parameters }: PruningStep) => ebops ?? parameters;
  return path.filter(({ withinLoss }) => withinLoss).reduce((a, b) => (costOf(b) < costOf(a) ? b : a));
}

function removeLeastImportant(
  { network, weights }: Candidate,
  options: PruningOptions,
): Candidate | undefined {
  const { sample, engine, share, minimumUnits = 1 } = options;
  const statistics = unitStatistics({ network, weights, sample, engine });
  const entries = Object.entries(statistics);
  const importance = Object.fromEntries(entries.map(([layer, unit]) => [layer, unit.importance]));
  const means = Object.fromEntries(entries.map(([layer, unit]) => [layer, unit.mean]));
  const kept = chooseUnits(network, importance, { share, minimumUnits });
  if (!kept) return undefined;
  const removed = removeUnits(network, compensateRemoval(network, weights, { kept, means }), kept);
  return { ...removed, network: widenBiases(removed.network, removed.weights) };
}

function stepOf(
  { step, network, metric }: { step: number; network: Network; metric: number },
  trained: Weights,
  options: PruningOptions,
): PruningStep {
  const weights = snapWeights(network, trained);
  const { parameters, ebops } = costsOf(network, weights);
  if (ebops !== undefined) checkAccumulators(network, weights);
  const limit = { task: options.task, start: options.metric, maxLoss: options.maxLoss };
  return {
    step,
    units: Object.fromEntries(hiddenLayers(network).map(({ name, units }) => [name, units])),
    metric,
    loss: lostBy(metric, limit),
    withinLoss: isWithinLoss(metric, limit),
    parameters,
    ...(ebops !== undefined && { ebops }),
    network,
    weights,
  };
}

function checkSettings({ share, steps, maxLoss, minimumUnits = 1 }: PruningSettings): void {
  const faults = [
    share > 0 && share < 1 ? '' : `share is ${share}, expected above 0 and below 1`,
    Number.isInteger(steps) && steps >= 0 ? '' : `steps is ${steps}, expected a whole number from 0`,
    maxLoss >= 0 ? '' : `maxLoss is ${maxLoss}, expected at least 0`,
    Number.isInteger(minimumUnits) && minimumUnits >= 1
      ? ''
      : `minimumUnits is ${minimumUnits}, expected a whole number from 1`,
  ].filter((fault) => fault !== '');
  if (faults.length > 0)
    throw new CodesignError('pruning.settings', `Pruning cannot start: ${faults.join('; ')}.`);
}
