import { checkWeights, elementsOf, trace, type Network, type Weights } from '@nx-codesign/ir';
import type { Batch, Masks, Session, SessionOptions } from '../../training/types';
import { dropoutSeed, isDropped, stepSeed } from '../dropoutMask';
import { tensorRoles } from '../tensorRoles';
import { batchTensors } from './batches';
import { losses } from './losses';
import { checkMasks, masked } from './masks';
import { copyState, emptyState, moveWeights } from './optimizer';
import type { OperationOf, TfjsContext } from './operations/reading';
import { outputOf } from './pass';
import { moveStatistics } from './runningStatistics';
import type { Tensor, TensorFlow } from './tensorflow';

/** A network in training on TensorFlow.js: weights live in JavaScript, each pass is one `tidy`. */
export function createTfjsSession(tf: TensorFlow, network: Network, options: SessionOptions): Session {
  const program = trace(network);
  const roles = tensorRoles(program);
  const trained = [...roles]
    .filter(([, role]) => role !== 'mean' && role !== 'variance')
    .map(([name]) => name);
  const kernels = new Set(trained.filter((tensor) => roles.get(tensor) === 'kernel'));
  const optimizer = options.optimizer ?? 'adam';
  let weights: Weights = {};
  let masks: Masks = {};
  let memory = emptyState({}, []);

  function passOf(batch: Batch): { loss: number; gradients: Weights } {
    return tidily(tf, () => {
      const { x, targets } = batchTensors(tf, { program, options }, batch);
      const context = trainingContext();
      const constants = tensorsOf(tf, weights);
      const lossOf = (...values: Tensor[]) => {
        const named = {
          ...constants,
          ...Object.fromEntries(trained.map((tensor, i) => [tensor, values[i]])),
        };
        const outputs = flat(tf, outputOf(context, program, { x, weights: named }));
        return losses[options.loss](tf, { outputs, targets }, options).asScalar();
      };
      const { value, grads } = tf.valueAndGrads(lossOf)(trained.map((tensor) => constants[tensor]));
      return { loss: value.dataSync()[0], gradients: weightsOf(trained, grads) };
    });
  }

  function trainingContext(): TfjsContext {
    const seedOfStep = stepSeed(options.seed ?? 0, memory.steps);
    return {
      ...{ tf, program, mode: 'training' },
      onStatistics: (operation, statistics) => moveStatistics(program, weights, { operation, statistics }),
      dropoutFactors: (operation, rows) => dropoutFactors(operation, rows, seedOfStep),
    };
  }

  function dropoutFactors(operation: OperationOf<'dropout'>, rows: number, seedOfStep: number): Float32Array {
    const { rate, shape } = operation;
    const seed = dropoutSeed(seedOfStep, program.operations.indexOf(operation));
    const kept = 1 / (1 - rate);
    return Float32Array.from({ length: rows * elementsOf(shape) }, (_, i) =>
      isDropped(i, seed, rate) ? 0 : kept,
    );
  }

  return {
    setWeights(next) {
      checkWeights(network, next);
      weights = masked(next, masks);
      memory = emptyState(weights, trained);
    },
    setMasks(next) {
      checkMasks(next, { weights, trained });
      masks = next;
      weights = masked(weights, masks);
    },
    state: () => ({ weights: masked(weights, {}), ...copyState(memory) }),
    resume(state) {
      checkWeights(network, state.weights);
      weights = masked(state.weights, masks);
      memory = copyState(state);
    },
    weights: () => masked(weights, {}),
    step(batch, stepOptions) {
      const { loss, gradients } = passOf(batch);
      moveWeights(optimizer, memory, { weights, gradients, masks, kernels, options: stepOptions });
      return loss;
    },
    gradients: passOf,
    forward: (x, count) =>
      tidily(tf, () => {
        const { shape } = program.operations[0];
        const examples = tf.tensor(Float32Array.from(x.subarray(0, count * elementsOf(shape))), [
          count,
          ...shape,
        ]);
        const context: TfjsContext = { tf, program, mode: 'inference' };
        const outputs = outputOf(context, program, { x: examples, weights: tensorsOf(tf, weights) });
        return Float32Array.from(outputs.dataSync());
      }),
  };
}

function tensorsOf(tf: TensorFlow, weights: Weights): Record<string, Tensor> {
  const tensors = Object.entries(weights).map(([name, { shape, data }]) => [
    name,
    tf.tensor(data, [...shape]),
  ]);
  return Object.fromEntries(tensors) as Record<string, Tensor>;
}

function weightsOf(names: readonly string[], tensors: readonly Tensor[]): Weights {
  return Object.fromEntries(
    names.map((name, i) => [
      name,
      { shape: tensors[i].shape, data: Float32Array.from(tensors[i].dataSync()) },
    ]),
  );
}

/** What a computation gives that keeps no tensor; all that it makes are disposed of. */
function tidily<T>(tf: TensorFlow, compute: () => T): T {
  const results: T[] = [];
  tf.tidy(() => void results.push(compute()));
  return results[0];
}

/** `[rows, ...shape]` as `[rows, elements]`. */
function flat(tf: TensorFlow, value: Tensor): Tensor {
  return tf.reshape(value, [value.shape[0], value.size / value.shape[0]]);
}
