import { CodesignError, trace } from '@nx-codesign/ir';
import type { Network } from '@nx-codesign/ir';
import type { Engine, SessionOptions } from '../../training/types';
import { type InstructionSet, loadNativeAddon, withNativeKernels } from '../native';
import { createLearnedSession, type LearnedSession } from './learned/session';
import type { LearnedWidths } from './learned/widths';
import { planProgram } from './plan';
import { createSession } from './session';
import { instantiateKernels, loadKernelModule } from './wasmModule';

/** Changes with the planner's calls of the kernels; the kernels themselves are in the version by their hash. */
const plannerVersion = 4;

/** The default engine, which alone can train the widths of quantisers. */
export interface WasmEngine extends Engine {
  /**
   * A session in which the fractions of the quantisers that `widths` names are trained beside the weights; their
   * formats in the network only say that they round. Throws `engine.learnedWidths`, and what `open` throws.
   */
  openLearned(network: Network, options: SessionOptions & { readonly widths: LearnedWidths }): LearnedSession;
}

export interface WasmEngineOptions {
  /** Native kernels where they are built: the widest the processor has (if silent), narrower ones, or none. */
  readonly native?: InstructionSet | 'off';
}

/**
 * The default engine: SIMD kernels in WebAssembly, the heavy ones native where they are built: the same bits on every
 * machine, with them or without. Compile once per worker: the engine shares its code between its sessions, each of which
 * has its own memory. Throws `engine.kernelsMissing` and `engine.kernelsStale`.
 */
export function createWasmEngine({ native = 'widest' }: WasmEngineOptions = {}): WasmEngine {
  const kernelModule = loadKernelModule();
  const addon = native === 'off' ? undefined : loadNativeAddon();
  const instantiate = (bytes: number) => {
    const instance = instantiateKernels(kernelModule.module, bytes);
    return addon === undefined || native === 'off' ? instance : withNativeKernels(instance, addon, native);
  };
  return {
    name: 'wasm',
    version: `${plannerVersion}-${kernelModule.hash}`,
    open(network, options) {
      checkOptions(options);
      const plan = planProgram(trace(network), options, kernelModule.heapBase);
      const instance = instantiate(plan.end);
      return createSession({ network, options, plan, instance });
    },
    openLearned(network, { widths, ...options }) {
      checkOptions(options);
      const plan = planProgram(trace(network), { ...options, learned: widths }, kernelModule.heapBase);
      const instance = instantiate(plan.end);
      return createLearnedSession({ network, options, plan, instance, widths });
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
