import { CodesignError } from '@nx-codesign/ir';
import type { Engine } from '../../training/types';
import { createTfjsSession } from './session';
import { loadTensorFlow } from './tensorflow';

/** Changes with what this engine itself computes. */
const readingVersion = 1;

/**
 * The second engine, TensorFlow.js: for checks against an independent implementation, and for larger networks where
 * `@tensorflow/tfjs-node` is installed. Its bits depend on the package and the machine, its version on the package.
 * Throws `engine.tfjsMissing`.
 */
export function createTfjsEngine(): Engine {
  const { tf, provider } = loadTensorFlow();
  return {
    name: 'tfjs',
    version: `${readingVersion}-${provider}`,
    open(network, options) {
      if (!Number.isInteger(options.maxBatch) || options.maxBatch < 1) {
        throw new CodesignError(
          'engine.batchSize',
          `The largest batch must be a positive integer, got ${options.maxBatch}.`,
        );
      }
      return createTfjsSession(tf, network, options);
    },
  };
}
