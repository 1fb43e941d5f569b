import { CodesignError, trace } from '@nx-codesign/ir';
import type { Engine, SessionOptions } from '../../training/types';
import { planProgram } from './plan';
import { createSession } from './session';
import { instantiateKernels, loadKernelModule } from './wasmModule';

/** Changes with the planner's calls of the kernels; the kernels themselves are in the version by their hash. */
const plannerVersion = 3;

/**
 * The default engine: SIMD kernels in WebAssembly, the same bits on every machine. Compile once per worker: the
 * engine shares its code between its sessions, each of which has its own memory. Throws `engine.kernelsMissing`
 * and `engine.kernelsStale`.
 */
export function createWasmEngine(): Engine {
  const kernelModule = loadKernelModule();
  return {
    name: 'wasm',
    version: `${plannerVersion}-${kernelModule.hash}`,
    open(network, options) {
      checkOptions(options);
      const plan = planProgram(trace(network), options, kernelModule.heapBase);
      const instance = instantiateKernels(kernelModule.module, plan.end);
      return createSession({ network, options, plan, instance });
    },
  };
}

function checkOptions({ maxBatch }: SessionOptions): void {
  if (Number.isInteger(maxBatch) && maxBatch >= 1) return;
  throw new CodesignError(
    'engine.batchSize',
    `The largest batch must be a positive integer, got ${maxBatch}.`,
  );
}
