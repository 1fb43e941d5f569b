import type { Tensor as WeightTensor, Weights } from '@nx-codesign/ir';
import type { Masks, OptimizerName, StepOptions } from '../../training/types';

/** Adam's decay rates and epsilon, as its paper recommends. */
const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

/** What the optimiser remembers, by trainable tensor. */
export interface OptimizerState {
  steps: number;
  readonly means: Weights;
  readonly variances: Weights;
}

export interface OptimizerInput {
  readonly weights: Weights;
  readonly gradients: Weights;
  readonly masks: Masks;
  /** The tensors that penalties and decay act on. */
  readonly kernels: ReadonlySet<string>;
}

/** Moves the weights in place against their gradients; element by element, as `TrainingSettings` says. */
export function moveWeights(
  optimizer: OptimizerName,
  state: OptimizerState,
  { options, ...input }: OptimizerInput & { readonly options: StepOptions },
): void {
  state.steps++;
  const gradients = penalized(input, options);
  const factor = clippingFactor(gradients, options.clipNorm);
  for (const [tensor, gradient] of Object.entries(gradients)) {
    const decay = input.kernels.has(tensor) ? options.learningRate * options.weightDecay : 0;
    const place = { weights: input.weights[tensor].data, gradient, factor, decay, mask: input.masks[tensor] };
    const moments = {
      mean: state.means[tensor].data,
      variance: state.variances[tensor].data,
      steps: state.steps,
    };
    if (optimizer === 'sgd') moveByMomentum(place, moments, options);
    else moveByAdam(place, moments, options);
  }
}

interface Moved {
  readonly weights: Float32Array;
  readonly gradient: Float64Array;
  readonly factor: number;
  readonly decay: number;
  readonly mask?: Uint8Array;
}

interface Moments {
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly steps: number;
}

function moveByAdam(
  { weights, gradient, factor, decay, mask }: Moved,
  { mean, variance, steps }: Moments,
  { learningRate }: StepOptions,
): void {
  const size = learningRate / (1 - beta1 ** steps);
  const scale = 1 / (1 - beta2 ** steps);
  for (let i = 0; i < weights.length; i++) {
    if (mask?.[i] === 0) continue;
    const g = gradient[i] * factor;
    mean[i] = beta1 * mean[i] + (1 - beta1) * g;
    variance[i] = beta2 * variance[i] + (1 - beta2) * g * g;
    weights[i] -= decay * weights[i] + (size * mean[i]) / (Math.sqrt(variance[i] * scale) + epsilon);
  }
}

function moveByMomentum(
  { weights, gradient, factor, decay, mask }: Moved,
  { mean }: Moments,
  { learningRate, momentum = 0 }: StepOptions,
): void {
  for (let i = 0; i < weights.length; i++) {
    if (mask?.[i] === 0) continue;
    mean[i] = momentum * mean[i] + gradient[i] * factor;
    weights[i] -= decay * weights[i] + learningRate * mean[i];
  }
}

/** The gradients with the penalties' added, 0 where a weight is masked. */
function penalized(
  { weights, gradients, masks, kernels }: OptimizerInput,
  { l1 = 0, l2 = 0 }: StepOptions,
): Record<string, Float64Array> {
  const entries = Object.entries(gradients).map(([tensor, { data }]) => {
    const { data: values } = weights[tensor];
    const penalty = (w: number) => (kernels.has(tensor) ? l1 * Math.sign(w) + 2 * l2 * w : 0);
    const sum = Float64Array.from(data, (g, i) => (masks[tensor]?.[i] === 0 ? 0 : g + penalty(values[i])));
    return [tensor, sum] as const;
  });
  return Object.fromEntries(entries);
}

/** What shortens the whole gradient to `clipNorm`, 1 where it is no longer than that. */
function clippingFactor(gradients: Readonly<Record<string, Float64Array>>, clipNorm?: number): number {
  if (clipNorm === undefined) return 1;
  const squares = Object.values(gradients).map((data) => data.reduce((sum, g) => sum + g * g, 0));
  const norm = Math.sqrt(squares.reduce((a, b) => a + b, 0));
  return norm > clipNorm ? clipNorm / norm : 1;
}

/** A fresh memory of these tensors. */
export function emptyState(weights: Weights, trained: readonly string[]): OptimizerState {
  const zeros = () => Object.fromEntries(trained.map((tensor) => [tensor, emptied(weights[tensor])]));
  return { steps: 0, means: zeros(), variances: zeros() };
}

/** A copy that the original's next steps leave alone. */
export function copyState({ steps, means, variances }: OptimizerState): OptimizerState {
  return { steps, means: copied(means), variances: copied(variances) };
}

function emptied({ shape, data }: WeightTensor): WeightTensor {
  return { shape, data: new Float32Array(data.length) };
}

function copied(tensors: Weights): Weights {
  return Object.fromEntries(
    Object.entries(tensors).map(([tensor, { shape, data }]) => [tensor, { shape, data: data.slice() }]),
  );
}
