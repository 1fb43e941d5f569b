import type { StepOptions } from '../../training/types';
import type { Kernels } from './kernels';
import type { Parameters } from './parameters';

/** Adam's decay rates and epsilon, as its paper recommends; the very float32 that the kernel computes with. */
const beta1 = Math.fround(0.9);
const beta2 = Math.fround(0.999);
const epsilon = 1e-8;

export interface Optimizer {
  /** Forgets all steps. `memory` is the whole arena as floats. */
  reset(memory: Float32Array): void;
  /** Moves the weights against the gradients that lie in the arena; weight decay acts on kernels only. */
  update(kernels: Kernels, options: StepOptions): void;
}

export function createOptimizer(parameters: Parameters): Optimizer {
  const { weights, gradients, means, variances, kernelBytes, vectorBytes } = parameters;
  // The decay rates to the power of the number of steps so far.
  let power1 = 1;
  let power2 = 1;
  return {
    reset(memory) {
      power1 = 1;
      power2 = 1;
      for (const moments of [means, variances]) {
        memory.fill(0, moments / 4, (moments + kernelBytes + vectorBytes) / 4);
      }
    },
    update(kernels, { learningRate, weightDecay }) {
      power1 *= beta1;
      power2 *= beta2;
      const size = learningRate / (1 - power1);
      const scale = 1 / (1 - power2);
      const decay = learningRate * weightDecay;
      const k = kernelBytes;
      const { adam } = kernels;
      adam(weights, gradients, means, variances, k, size, scale, decay, beta1, beta2, epsilon);
      const [w, g, m, v] = [weights + k, gradients + k, means + k, variances + k];
      adam(w, g, m, v, vectorBytes, size, scale, 0, beta1, beta2, epsilon);
    },
  };
}
