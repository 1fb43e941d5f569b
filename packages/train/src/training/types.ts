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

/** Mean over the batch: cross entropy of the softmax in nats, or squared error averaged over the outputs. */
export type Loss = 'softmaxCrossEntropy' | 'mse';

export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Decoupled weight decay (AdamW), applied to kernels only. Default 0. */
  readonly weightDecay?: number;
  /** `cosine` falls from `learningRate` to 0 over all steps. */
  readonly schedule: 'constant' | 'cosine';
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

export interface SessionOptions {
  readonly loss: Loss;
  /** Largest batch that `step` and `forward` compute at once. */
  readonly maxBatch: number;
}

/** One network in training: its weights and optimiser state. */
export interface Session {
  /** Copies weights in and resets the optimiser. */
  setWeights(weights: Weights): void;
  /** A copy of the weights, running statistics included, not yet rounded to their formats. */
  weights(): Weights;
  /** One Adam step; returns the batch's mean loss before the step. */
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

export interface StepOptions {
  readonly learningRate: number;
  readonly weightDecay: number;
}

export interface EpochRecord {
  /** Counts from 1. */
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  /** Accuracy in 0..1, or RMSE. */
  readonly validationMetric: number;
}

export interface TrainResult {
  readonly weights: Weights;
  readonly epochs: readonly EpochRecord[];
  /** Validation metric of the returned weights: accuracy in 0..1, or RMSE. */
  readonly metric: number;
  /** Where the loss stopped being finite, if it did. */
  readonly diverged?: { readonly epoch: number; readonly step: number };
}
