import type { OptimizerName, StepOptions } from '../../training/types';
import type { Address, Kernels } from './kernels';
import type { Parameters } from './parameters';

/** Adam's decay rates and epsilon, as its paper recommends; the very float32 that the kernel computes with. */
const beta1 = Math.fround(0.9);
const beta2 = Math.fround(0.999);
const epsilon = 1e-8;

export interface Optimizer {
  /** Forgets all steps. */
  reset(kernels: Kernels): void;
  /** Goes on after so many steps, whose moments the caller writes. */
  resume(steps: number): void;
  /** Moves the weights against the gradients that lie in the arena; decay and penalties act on kernels only. */
  update(kernels: Kernels, options: StepOptions): void;
  /** Steps since the last reset. */
  steps(): number;
}

export interface OptimizerOptions {
  readonly name: OptimizerName;
  readonly parameters: Parameters;
  /** Where a mask of all weights lies while there is one, in their layout. */
  readonly mask: () => Address | undefined;
}

export function createOptimizer({ name, parameters, mask }: OptimizerOptions): Optimizer {
  const { weights, gradients, means, variances, kernelBytes, vectorBytes } = parameters;
  const bytes = kernelBytes + vectorBytes;
  const update = name === 'sgd' ? createMomentum(parameters) : createAdam(parameters);
  let steps = 0;
  const resume = (count: number) => {
    steps = count;
    update.resume(count);
  };
  return {
    reset(k) {
      k.zero(means, bytes);
      k.zero(variances, bytes);
      resume(0);
    },
    resume,
    steps: () => steps,
    update(k, options) {
      const { l1 = 0, l2 = 0, clipNorm } = options;
      if (l1 > 0 || l2 > 0) k.penalize(weights, gradients, kernelBytes, l1, l2);
      const masked = mask();
      if (masked !== undefined) k.keep(gradients, masked, bytes);
      if (clipNorm !== undefined) clip(k, parameters, clipNorm);
      steps++;
      update.step(k, options);
    },
  };
}

interface Update {
  resume(steps: number): void;
  step(kernels: Kernels, options: StepOptions): void;
}

function createAdam({ weights, gradients, means, variances, kernelBytes, vectorBytes }: Parameters): Update {
  // The decay rates to the power of the number of steps so far.
  let power1 = 1;
  let power2 = 1;
  const count = () => {
    power1 *= beta1;
    power2 *= beta2;
  };
  return {
    resume(steps) {
      power1 = 1;
      power2 = 1;
      for (let step = 0; step < steps; step++) count();
    },
    step({ adam }, { learningRate, weightDecay }) {
      count();
      const size = learningRate / (1 - power1);
      const scale = 1 / (1 - power2);
      const decay = learningRate * weightDecay;
      const k = kernelBytes;
      adam(weights, gradients, means, variances, k, size, scale, decay, beta1, beta2, epsilon);
      const [w, g, m, v] = [weights + k, gradients + k, means + k, variances + k];
      adam(w, g, m, v, vectorBytes, size, scale, 0, beta1, beta2, epsilon);
    },
  };
}

function createMomentum({ weights, gradients, means, kernelBytes, vectorBytes }: Parameters): Update {
  return {
    resume: () => undefined,
    step(kernels, { learningRate, weightDecay, momentum = 0 }) {
      const k = kernelBytes;
      const decay = learningRate * weightDecay;
      kernels.momentum(weights, gradients, means, k, learningRate, momentum, decay);
      const [w, g, m] = [weights + k, gradients + k, means + k];
      kernels.momentum(w, g, m, vectorBytes, learningRate, momentum, 0);
    },
  };
}

/** Shortens the gradient of all weights together to a norm (Pascanu et al. 2013, arXiv:1211.5063, algorithm 1). */
function clip(k: Kernels, { gradients, kernelBytes, vectorBytes }: Parameters, clipNorm: number): void {
  const bytes = kernelBytes + vectorBytes;
  const norm = Math.sqrt(k.sumSquares(gradients, bytes));
  if (norm > clipNorm) k.multiply(gradients, gradients, bytes, clipNorm / norm);
}
