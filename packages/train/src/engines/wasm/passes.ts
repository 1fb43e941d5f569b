import { stepSeed } from '../dropoutMask';
import type { Batch, SessionOptions } from '../../training/types';
import type { Examples } from './examples';
import type { Kernels } from './kernels';
import type { KernelCall, Pass } from './places';
import type { Plan } from './plan';

export interface Passes {
  /**
   * Forward and backward pass of a batch, chunk by chunk: leaves the gradients in the arena and returns the mean loss.
   * `steps` were made before; dropout depends on it.
   */
  gradients(batch: Batch, steps: number): number;
  /** The outputs `[count, outputs]` in inference mode. */
  forward(x: Float32Array, count: number): Float32Array;
}

interface PassParts {
  readonly plan: Plan;
  readonly options: SessionOptions;
  readonly kernels: Kernels;
  readonly examples: Examples;
}

const outsideTraining: Pass = { first: 0, seed: 0 };

/** Runs the lists of a plan, its setup at once. */
export function createPasses({ plan, options, kernels, examples }: PassParts): Passes {
  const { calls, loss, chunk, outputs: outputsPerRow } = plan;
  const run = (list: readonly KernelCall[], rows: number, pass: Pass) => {
    for (const call of list) call(kernels, rows, pass);
  };
  run(calls.setup, 0, outsideTraining);
  return {
    gradients(batch, steps) {
      const { length } = batch.indices;
      const weight = examples.check(batch);
      const pass = { first: 0, seed: stepSeed(options.seed ?? 0, steps) };
      run(calls.prepare, 0, pass);
      run(calls.begin, 0, pass);
      let sum = 0;
      for (; pass.first < length; pass.first += chunk) {
        const rows = Math.min(chunk, length - pass.first);
        examples.load(batch, pass.first, rows);
        run(calls.training, rows, pass);
        sum += loss.compute(kernels, rows, 1 / weight);
        run(calls.backward, rows, pass);
      }
      run(calls.finish, 0, pass);
      return sum / weight;
    },
    forward(x, count) {
      const outputs = new Float32Array(count * outputsPerRow);
      run(calls.prepare, 0, outsideTraining);
      for (let first = 0; first < count; first += chunk) {
        const rows = Math.min(chunk, count - first);
        examples.loadRange(x, first, rows);
        run(calls.inference, rows, outsideTraining);
        examples.readOutputs(outputs, first, rows);
      }
      return outputs;
    },
  };
}
