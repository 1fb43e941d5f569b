import { instantiateKernels, loadKernelModule } from './wasmModule';

/**
 * Transcendental functions in float64 that give the same bits on every machine and every version of Node, unlike
 * those of `Math`; whatever reaches an artefact takes them from here.
 */
export interface PortableMath {
  exp(x: number): number;
  log(x: number): number;
  pow(x: number, y: number): number;
  sin(x: number): number;
  cos(x: number): number;
}

let shared: PortableMath | undefined;

/** The functions of the kernels' WebAssembly module, compiled at first use. Throws `engine.kernelsMissing`. */
export function portableMath(): PortableMath {
  if (shared === undefined) {
    const { module, heapBase } = loadKernelModule();
    const { exp, log, pow, sin, cos } = instantiateKernels(module, heapBase).kernels;
    shared = { exp, log, pow, sin, cos };
  }
  return shared;
}
