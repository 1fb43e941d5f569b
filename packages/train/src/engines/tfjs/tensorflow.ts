import { CodesignError, type Weights } from '@nx-codesign/ir';
import { createRequire } from 'node:module';
import type * as tensorflow from '@tensorflow/tfjs';

/** The TensorFlow.js that an engine computes with. */
export type TensorFlow = typeof tensorflow;
export type Tensor = tensorflow.Tensor;

/** The packages that bring TensorFlow.js, the fastest first, each with the backend that it computes on. */
const providers = [
  { name: '@tensorflow/tfjs-node', backend: 'tensorflow' },
  { name: '@tensorflow/tfjs', backend: 'cpu' },
] as const;

export interface LoadedTensorFlow {
  readonly tf: TensorFlow;
  /** The package that was found and its version, for example `@tensorflow/tfjs-node 4.22.0`. */
  readonly provider: string;
}

/**
 * TensorFlow.js from the fastest package that is installed: `@tensorflow/tfjs-node`, which needs a native library, or
 * `@tensorflow/tfjs`, plain JavaScript. Both are optional. Throws `engine.tfjsMissing`.
 */
export function loadTensorFlow(): LoadedTensorFlow {
  const load = createRequire(__filename);
  for (const { name, backend } of providers) {
    const tf = loadPackage(load, name);
    if (tf === undefined) continue;
    tf.enableProdMode();
    void tf.setBackend(backend);
    return { tf, provider: `${name} ${tf.version['tfjs-core']}` };
  }
  throw new CodesignError(
    'engine.tfjsMissing',
    "The engine 'tfjs' needs TensorFlow.js, which is not installed: run 'npm install @tensorflow/tfjs@4' " +
      "(plain JavaScript, slow) or 'npm install @tensorflow/tfjs-node@4' (native), or take the engine 'wasm'.",
  );
}

/** The package, or undefined where it is absent or its native library does not load. */
function loadPackage(load: NodeJS.Require, name: string): TensorFlow | undefined {
  try {
    return load(name) as TensorFlow;
  } catch {
    return undefined;
  }
}

/** What a computation gives that keeps no tensor; all that it makes are disposed of. */
export function tidily<T>(tf: TensorFlow, compute: () => T): T {
  const results: T[] = [];
  tf.tidy(() => void results.push(compute()));
  return results[0];
}

/** Weights as tensors of their shapes. */
export function tensorsOf(tf: TensorFlow, weights: Weights): Record<string, Tensor> {
  const tensors = Object.entries(weights).map(([name, { shape, data }]): [string, Tensor] => [
    name,
    tf.tensor(data, [...shape]),
  ]);
  return Object.fromEntries(tensors);
}

/** `[rows, ...shape]` as `[rows, elements]`. */
export function flat(tf: TensorFlow, value: Tensor): Tensor {
  return tf.reshape(value, [value.shape[0], value.size / value.shape[0]]);
}
