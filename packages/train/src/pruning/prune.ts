import { CodesignError } from '@nx-codesign/ir';
import { snapWeights } from '../quantization/snapWeights';
import { evaluate } from '../training/evaluate';
import { isWithinLoss, type LossLimit } from '../training/lossLimit';
import type { Arrays, DataSet, Engine } from '../training/types';
import type { Candidate } from './candidate';
import { holdDigits } from './holdDigits';
import { startMethod } from './methods';
import type { MethodContext, MethodSettings } from './methods/method';
import { cheapestStep, pruningStep, type PruningStep } from './pruningStep';

/** What fine-tuning gives; weights that were masked are 0. */
export interface FineTuned {
  readonly weights: Candidate['weights'];
  /** Validation metric of these weights. */
  readonly metric: number;
}

/** A trained network to prune, and what pruning it needs. */
export interface PruningOptions extends Candidate, MethodContext {
  /** Methods, one after the other. */
  readonly methods: readonly MethodSettings[];
  /** Loss allowed against the start, see `LossLimit`. */
  readonly maxLoss: number;
  /** Validation metric of the network as it comes. */
  readonly metric: number;
  readonly task: DataSet['task'];
  /** Training examples that importances are measured on. */
  readonly sample: Arrays;
  /** Measures what is moved after fine-tuning. */
  readonly validation: Arrays;
  readonly engine: Engine;
  /** Trains a candidate with its quantisers and masks; may run in another thread. */
  fineTune(candidate: Candidate & { readonly step: number }): Promise<FineTuned>;
  /** LUTs of a quantised candidate, to choose by. */
  estimateLuts?(candidate: Candidate): number;
  /** Told of every step when it is done. */
  onStep?(step: PruningStep): void;
  readonly signal?: AbortSignal;
}

/**
 * Prunes in steps: each takes a share away (`MethodSettings`), fine-tunes, and is measured with its rounded weights.
 * A method ends after the first step beyond its loss, after its steps, or when nothing more may go; the k-th of n
 * methods may lose k/n of `maxLoss`, so that something is left for the others, and goes on from the cheapest step
 * within the loss of those before it. Returns the whole path, steps beyond the loss included.
 * Throws CodesignError `pruning.settings`; `quantization.accumulator` where a step's sums outgrow float32;
 * an aborted signal's reason; what `fineTune` throws.
 */
export async function prune(options: PruningOptions): Promise<PruningStep[]> {
  checkSettings(options);
  const { methods, maxLoss } = options;
  const path = [record(options, { step: 0, metric: options.metric }, options)];
  for (const [index, settings] of methods.entries()) {
    const startLoss = (maxLoss * index) / methods.length;
    const methodLoss = (maxLoss * (index + 1)) / methods.length;
    await runMethod(path, settings, { ...options, startLoss, methodLoss });
  }
  return path;
}

/** Appends the steps of one method to the path. */
async function runMethod(
  path: PruningStep[],
  settings: MethodSettings,
  options: PruningOptions & { readonly startLoss: number; readonly methodLoss: number },
): Promise<void> {
  const limit = { ...limitOf(options), maxLoss: options.methodLoss };
  const before = { ...limit, maxLoss: options.startLoss };
  const start = cheapestStep(
    path.map((step) => ({ ...step, withinLoss: isWithinLoss(step.metric, before) })),
  );
  const next = startMethod(settings, { ...options, weights: start.weights });
  let current: Candidate = start;
  for (let done = 0; done < settings.steps; done++) {
    options.signal?.throwIfAborted();
    const smaller = next(current);
    if (!smaller) return;
    const step = path.length;
    const settled = settle(smaller, await options.fineTune({ ...smaller, step }), options);
    const { metric } = settled;
    current = settled.candidate;
    path.push(record(current, { step, method: settings.kind, metric }, options));
    if (!isWithinLoss(metric, limit)) return;
  }
}

/** The fine-tuned candidate with weights that keep their digits, not yet rounded, and its metric. */
function settle(
  candidate: Candidate,
  tuned: FineTuned,
  { engine, validation }: PruningOptions,
): { candidate: Candidate; metric: number } {
  const { network, digitLimits } = candidate;
  const weights = holdDigits(network, tuned.weights, digitLimits);
  const metric =
    weights === tuned.weights
      ? tuned.metric
      : evaluate(engine, { network, weights, arrays: validation }).metric;
  return { candidate: { ...candidate, weights }, metric };
}

function record(
  { network, weights: trained, masks, digitLimits }: Candidate,
  point: Pick<PruningStep, 'step' | 'method' | 'metric'>,
  options: PruningOptions,
): PruningStep {
  const weights = snapWeights(network, trained);
  const candidate = { network, weights, ...(masks && { masks }), ...(digitLimits && { digitLimits }) };
  const estimateLuts = options.estimateLuts?.bind(options);
  const step = pruningStep(candidate, point, { ...limitOf(options), estimateLuts });
  options.onStep?.(step);
  return step;
}

function limitOf({ task, metric, maxLoss }: PruningOptions): LossLimit {
  return { task, start: metric, maxLoss };
}

function checkSettings({ methods, maxLoss }: PruningOptions): void {
  const faults = [
    ...methods.flatMap(faultsOf),
    maxLoss >= 0 ? '' : `maxLoss is ${maxLoss}, expected at least 0`,
  ];
  const found = faults.filter((fault) => fault !== '');
  if (found.length > 0)
    throw new CodesignError('pruning.settings', `Pruning cannot start: ${found.join('; ')}.`);
}

function faultsOf(settings: MethodSettings): string[] {
  const { share, steps } = settings;
  const minimumUnits = settings.kind === 'structured' ? (settings.minimumUnits ?? 1) : 1;
  return [
    share > 0 && share < 1 ? '' : `share is ${share}, expected above 0 and below 1`,
    Number.isInteger(steps) && steps >= 0 ? '' : `steps is ${steps}, expected a whole number from 0`,
    Number.isInteger(minimumUnits) && minimumUnits >= 1
      ? ''
      : `minimumUnits is ${minimumUnits}, expected a whole number from 1`,
  ];
}
