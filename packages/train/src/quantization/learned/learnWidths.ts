import { CodesignError, costsOf, type Network, type Weights } from '@nx-codesign/ir';
import { createPortableMath, type LearnedSession, type WasmEngine } from '../../engines/wasm';
import { checkTraining } from '../../training/checkTraining';
import { evaluate } from '../../training/evaluate';
import type { Arrays } from '../../training/types';
import { checkAccumulators } from '../checkAccumulators';
import { calibrateRanges } from './calibrateRanges';
import { learnAtStrength } from './learnAtStrength';
import { learnableNetwork } from './learnableNetwork';
import { plainNetwork } from './plainNetwork';
import type { WidthTraining } from './widthTraining';

export interface LearnWidthsOptions {
  /** A float network without batch normalisation (`foldBatchNorm`). */
  readonly network: Network;
  readonly weights: Weights;
  readonly settings: WidthTraining;
  readonly train: Arrays;
  readonly validation: Arrays;
  /** Called after each strength. */
  readonly onCandidate?: (candidate: LearnedCandidate) => void;
  /** Checked before each epoch; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** A network of plain formats whose widths were learned under one penalty. */
export interface LearnedCandidate {
  readonly strength: number;
  readonly network: Network;
  /** On the grids of the network's formats. */
  readonly weights: Weights;
  /** Validation metric of this very network. */
  readonly metric: number;
  readonly ebops: number;
}

/** A strength whose network sums up beyond what training computes exactly, and how. */
export interface RefusedCandidate {
  readonly strength: number;
  readonly error: string;
}

/** The candidates along the front, cheapest last, and where the training stopped being finite, if it did. */
export interface LearnedFront {
  readonly candidates: readonly LearnedCandidate[];
  /** Strengths on the way that gave no candidate. */
  readonly refused: readonly RefusedCandidate[];
  readonly diverged?: { readonly strength: number; readonly epoch: number; readonly step: number };
}

/** Training inputs that ranges are calibrated on. */
const calibrationSamples = 8192;
/** Finest fraction of weights and of values: their sums stay exact in float32. */
const mostFraction = 9;
/** Rows of a forward call outside training. */
const forwardRows = 256;

/**
 * Learns the fraction bits of every weight and of every channel of the activations beside the weights (HGQ, Sun et al.
 * 2024, arXiv 2405.00645): loss plus strength times effective bit operations, the strength raised step by step, so that
 * one training walks along the front. Integer bits follow the ranges. Weights and channels without bits vanish.
 * A network whose sums are too wide is refused and the training goes on. Throws what `quantizeNetwork` throws,
 * `train.arrays`, `train.settings`, `train.weightless` and the signal's reason.
 */
export function learnWidths(engine: WasmEngine, options: LearnWidthsOptions): LearnedFront {
  checkTraining(options);
  const { settings, train, validation } = options;
  const sample = { x: train.x, count: Math.min(train.count, calibrationSamples) };
  const learnable = learnableNetwork({ ...options, ...settings, calibration: sample, engine });
  const maxBatch = Math.max(forwardRows, Math.min(settings.batchSize, train.count));
  const session = engine.openLearned(learnable.network, {
    ...settings,
    maxBatch,
    widths: learnable.widths,
  });
  session.setWeights(options.weights);
  const math = createPortableMath();
  session.setRanges(calibrateRanges(session, { values: learnable.widths.values, sample, maxBatch }));
  const perBit = 1 / startEbops(session, options);
  const candidates: LearnedCandidate[] = [];
  const refused: RefusedCandidate[] = [];
  for (const strength of settings.strengths) {
    const penalty = { strength: strength * perBit, mostFraction };
    const outcome = learnAtStrength(session, { ...options, penalty, sample, maxBatch, math });
    if ('diverged' in outcome) return { candidates, refused, diverged: { strength, ...outcome.diverged } };
    const { network, weights } = plainNetwork(learnable.network, outcome.weights, outcome.widths);
    const error = tooWide(network, weights);
    if (error !== undefined) {
      refused.push({ strength, error });
      continue;
    }
    const { metric } = evaluate(engine, { network, weights, arrays: validation });
    const { ebops = 0 } = costsOf(network, weights);
    const candidate = { strength, network, weights, metric, ebops };
    candidates.push(candidate);
    options.onCandidate?.(candidate);
  }
  return { candidates, refused };
}

/** Effective bit operations of the widths and weights that the training starts from. */
function startEbops(session: LearnedSession, { train: { x, y } }: LearnWidthsOptions): number {
  session.gradients({ x, y, indices: Int32Array.of(0) });
  return Math.max(1, session.ebops());
}

/** Why training would not be exact, if it would not. */
function tooWide(network: Network, weights: Weights): string | undefined {
  try {
    checkAccumulators(network, weights);
    return undefined;
  } catch (error) {
    if (error instanceof CodesignError && error.code === 'quantization.accumulator') return error.message;
    throw error;
  }
}
