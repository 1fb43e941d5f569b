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

/**
 * The functions of the kernels' WebAssembly module, compiled anew: make them once per training or evaluation.
 * Throws `engine.kernelsMissing` and `engine.kernelsStale`.
 */
export function createPortableMath(): PortableMath {
  const { module, heapBase } = loadKernelModule();
  const { exp, log, pow, sin, cos } = instantiateKernels(module, heapBase).kernels;
  return { exp, log, pow, sin, cos };
}
