import type { Kernels } from '../kernels';
import type { LearnedDraft } from './learnedDraft';

/** Adam's constants, see `optimizer.ts`. */
const beta1 = Math.fround(0.9);
const beta2 = Math.fround(0.999);
/** Fractions whose rounding changes nothing have no gradient but a penalty: far below this they rest. */
const epsilon = 1e-7;

export interface WidthOptimizer {
  /** Forgets all steps. `memory` is the whole arena as floats. */
  reset(memory: Float32Array): void;
  /** Moves all fractions against their gradients, by `rate` bits at most. */
  update(kernels: Kernels, options: { readonly rate: number; readonly mostFraction: number }): void;
}

export function createWidthOptimizer(learned: LearnedDraft): WidthOptimizer {
  const { fractions, gradients, means, variances, bytes } = learned;
  let power1 = 1;
  let power2 = 1;
  return {
    reset(memory) {
      power1 = 1;
      power2 = 1;
      for (const moments of [means, variances]) memory.fill(0, moments / 4, (moments + bytes) / 4);
    },
    update(kernels, { rate, mostFraction }) {
      power1 *= beta1;
      power2 *= beta2;
      const size = rate / (1 - power1);
      const scale = 1 / (1 - power2);
      kernels.adam(fractions, gradients, means, variances, bytes, size, scale, 0, beta1, beta2, epsilon);
      kernels.limitFractions(fractions, bytes, mostFraction);
    },
  };
}
