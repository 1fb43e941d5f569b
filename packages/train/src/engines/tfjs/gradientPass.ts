import { elementsOf, type Program, type Weights } from '@nx-codesign/ir';
import type { Batch } from '../../training/types';
import { dropoutSeed, isDropped, stepSeed } from '../dropoutMask';
import { batchTensors } from './batches';
import { losses } from './losses';
import type { OperationOf, TfjsContext } from './operations/reading';
import { outputOf } from './pass';
import { moveStatistics } from './runningStatistics';
import { flat, tensorsOf, tidily, type Tensor, type TensorFlow } from './tensorflow';
import type { TrainingProgram } from './trainingProgram';

export interface PassInput {
  /** Running statistics among them are moved in place. */
  readonly weights: Weights;
  readonly batch: Batch;
  /** Steps made so far, which decide what dropout drops. */
  readonly steps: number;
}

/** Mean loss of a batch in training mode, and its gradient by each trained tensor. */
export function gradientPass(
  tf: TensorFlow,
  { program, options, trained }: TrainingProgram,
  { weights, batch, steps }: PassInput,
): { loss: number; gradients: Weights } {
  return tidily(tf, () => {
    const { x, targets } = batchTensors(tf, { program, options }, batch);
    const context = trainingContext(tf, program, { weights, seed: stepSeed(options.seed ?? 0, steps) });
    const constants = tensorsOf(tf, weights);
    const lossOf = (...values: Tensor[]) => {
      const moved = Object.fromEntries(trained.map((tensor, i) => [tensor, values[i]]));
      const outputs = flat(tf, outputOf(context, program, { x, weights: { ...constants, ...moved } }));
      return losses[options.loss](tf, { outputs, targets }, options).asScalar();
    };
    const { value, grads } = tf.valueAndGrads(lossOf)(trained.map((tensor) => constants[tensor]));
    return { loss: value.dataSync()[0], gradients: weightsOf(trained, grads) };
  });
}

function trainingContext(
  tf: TensorFlow,
  program: Program,
  { weights, seed }: { readonly weights: Weights; readonly seed: number },
): TfjsContext {
  return {
    ...{ tf, program, mode: 'training' },
    onStatistics: (operation, statistics) => moveStatistics(program, weights, { operation, statistics }),
    dropoutFactors(operation, rows) {
      const own = dropoutSeed(seed, program.operations.indexOf(operation));
      return dropoutFactors(operation, rows, own);
    },
  };
}

function dropoutFactors({ rate, shape }: OperationOf<'dropout'>, rows: number, seed: number): Float32Array {
  const kept = 1 / (1 - rate);
  const length = rows * elementsOf(shape);
  return Float32Array.from({ length }, (_, i) => (isDropped(i, seed, rate) ? 0 : kept));
}

function weightsOf(names: readonly string[], tensors: readonly Tensor[]): Weights {
  return Object.fromEntries(
    names.map((name, i) => [
      name,
      { shape: tensors[i].shape, data: Float32Array.from(tensors[i].dataSync()) },
    ]),
  );
}
