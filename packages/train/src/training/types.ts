import type { Network, Weights } from '@nx-codesign/ir';

/** Examples in row-major order; both arrays may sit on SharedArrayBuffers. */
export interface Arrays {
  readonly count: number;
  /** `[count, ...inputShape]`, values on the grid of the network's input format. */
  readonly x: Float32Array;
  /** Labels `[count]` of a classification, targets `[count, outputs]` of a regression. */
  readonly y: Targets;
}

/** Int32Array: class labels. Float32Array: regression targets. */
export type Targets = Int32Array | Float32Array;

/** A task's three splits; `test` is read by the last evaluation only. */
export interface DataSet {
  readonly task: 'classification' | 'regression';
  readonly inputShape: readonly number[];
  /** Number of classes of a classification. */
  readonly classes?: number;
  readonly train: Arrays;
  readonly validation: Arrays;
  readonly test: Arrays;
}

/**
 * Mean over the batch: cross entropy of the softmax in nats, or squared error or Huber's loss averaged over the outputs.
 */
export type Loss = 'softmaxCrossEntropy' | 'mse' | 'huber';

/** What a loss needs to know besides its name. */
export interface LossDetails {
  /**
   * Share of a label's probability that is spread over all classes, 0 to 1 (Szegedy et al. 2016, arXiv:1512.00567,
   * section 7); cross entropy only. Default 0.
   */
  readonly labelSmoothing?: number;
  /**
   * One positive weight per class; an example counts with that of its label, and the mean is weighted. Cross entropy
   * only. Default: all alike.
   */
  readonly classWeights?: readonly number[];
  /** Error at which Huber's loss turns from `e^2 / 2` to `delta (|e| - delta / 2)` (Huber 1964). Default 1. */
  readonly huberDelta?: number;
}

/**
 * `adam` and `adamw` are one: Adam with decoupled weight decay. `sgd` is gradient descent with momentum,
 * `v = momentum v + g`, `w -= rate v`, and the same decoupled decay.
 */
export type OptimizerName = 'adam' | 'adamw' | 'sgd';

/** How the learning rate runs over the steps of a training. */
export type Schedule = 'constant' | 'cosine' | 'oneCycle';

export interface TrainingSettings extends LossDetails {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Default `adam`. */
  readonly optimizer?: OptimizerName;
  /** Share of the last step's direction that `sgd` keeps, 0 to below 1. Default 0. */
  readonly momentum?: number;
  /** Decoupled weight decay (AdamW), applied to kernels only. Default 0. */
  readonly weightDecay?: number;
  /** Penalty on the loss, `l1` times the sum of the magnitudes of all kernel weights. Default 0. */
  readonly l1?: number;
  /** Penalty on the loss, `l2` times the sum of the squares of all kernel weights. Default 0. */
  readonly l2?: number;
  /** Longest gradient, over all weights together; longer ones are shortened to it. Default: none. */
  readonly clipNorm?: number;
  /**
   * `cosine` falls from `learningRate` to 0 over all steps; `oneCycle` first rises from a 25th of it over 30 % of the
   * steps.
   */
  readonly schedule: Schedule;
  readonly loss: Loss;
  /** Which epoch's weights are returned; `best` by the validation metric. */
  readonly keep: 'last' | 'best';
  readonly seed: number;
  /** Stops after `patience` epochs without a better validation metric. */
  readonly earlyStop?: { readonly patience: number };
}

/** One way to compute a network's forward pass, gradients and optimiser steps. */
export interface Engine {
  readonly name: string;
  /** Changes whenever the bits of a trained weight may change. */
  readonly version: string;
  open(network: Network, options: SessionOptions): Session;
}

export interface SessionOptions extends LossDetails {
  readonly loss: Loss;
  /** Largest batch of a step. */
  readonly maxBatch: number;
  /** Default `adam`. */
  readonly optimizer?: OptimizerName;
  /** Decides what dropout drops; 32 bits count. Default 0. */
  readonly seed?: number;
}

/** For some kernels or other weights, by tensor: 0 where an element stays exactly 0, row-major. */
export type Masks = Readonly<Record<string, Uint8Array>>;

/** Weights and what the optimiser remembers: all that the steps to come depend on. */
export interface SessionState {
  readonly weights: Weights;
  /** Steps made since the weights were set. */
  readonly steps: number;
  /** Means and variances of Adam, or `sgd`'s direction as `means`; by trainable tensor. */
  readonly means: Weights;
  readonly variances: Weights;
}

/** One network in training: its weights and optimiser state. */
export interface Session {
  /** Copies weights in and resets the optimiser; masks stay and apply. */
  setWeights(weights: Weights): void;
  /**
   * Holds the masked elements at exactly 0 from now on, in place of the masks before; weights that were masked and are
   * no longer start at 0. Throws `train.masks` for tensors that are not trained or masks of another length.
   */
  setMasks(masks: Masks): void;
  /** A copy of everything that the steps to come depend on. */
  state(): SessionState;
  /** Goes on where a session of the same network and options was when it gave this state. */
  resume(state: SessionState): void;
  /** A copy of the weights, running statistics included, not yet rounded to their formats. */
  weights(): Weights;
  /** One step of the optimiser; returns the batch's mean loss before the step, without penalties. */
  step(batch: Batch, options: StepOptions): number;
  /** `x: [count, inputs]` to `[count, outputs]`, in inference mode, for any count. */
  forward(x: Float32Array, count: number): Float32Array;
  /** Loss and its gradient by each trainable tensor, without a step; the contract suite's door. */
  gradients(batch: Batch): { readonly loss: number; readonly gradients: Weights };
}

/** Rows of a data set. */
export interface Batch {
  readonly x: Float32Array;
  readonly y: Targets;
  /** Row numbers, at most `maxBatch` of them. */
  readonly indices: Int32Array;
}

/** See `TrainingSettings`. */
export interface StepOptions {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly momentum?: number;
  readonly l1?: number;
  readonly l2?: number;
  readonly clipNorm?: number;
}

export interface EpochRecord {
  /** Counts from 1. */
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  /** Accuracy in 0..1, or mean Euclidean distance. */
  readonly validationMetric: number;
}

/** Weights and their validation metric. */
export interface Kept {
  readonly weights: Weights;
  readonly metric: number;
}

/** A training between two epochs: plain data, for another thread to go on with. */
export interface TrainState {
  readonly session: SessionState;
  /** Records of the epochs so far. */
  readonly epochs: readonly EpochRecord[];
  /** What would be returned now. */
  readonly kept: Kept;
  /** Best validation metric so far, and the epochs since. */
  readonly best: number;
  readonly epochsSinceBest: number;
}

export interface TrainResult extends Kept {
  /** All epochs, those before a resumption included. */
  readonly epochs: readonly EpochRecord[];
  /** Where loss, validation loss or weights stopped being finite, if they did. */
  readonly diverged?: { readonly epoch: number; readonly step: number };
  /** Where a training that paused goes on from. */
  readonly state?: TrainState;
}
