import { elementsOf } from '@nx-codesign/ir';
import type { Loss } from '../../training/types';
import type { PlanDraft } from './draft';
import type { Address, Kernels } from './kernels';

export interface PlannedLoss {
  /** The mean loss of the outputs; leaves the gradient of the outputs behind. */
  readonly compute: (kernels: Kernels, rows: number) => number;
  /** Labels `[maxBatch]` int32, or targets `[maxBatch, outputs]` float32, without padding. */
  readonly targets: Address;
  readonly outputGradient: Address;
}

const lossKernels = {
  softmaxCrossEntropy: 'softmaxCrossEntropy',
  mse: 'meanSquaredError',
} as const satisfies Record<Loss, keyof Kernels>;

/** Plans the loss of the program's output and room for its targets. */
export function planLoss({ program, places, arena, options }: PlanDraft): PlannedLoss {
  const { address, stride } = places[program.output];
  const columns = elementsOf(program.operations[program.output].shape);
  const kernel = lossKernels[options.loss];
  const targets = arena.allocate(options.maxBatch * columns * Float32Array.BYTES_PER_ELEMENT);
  const outputGradient = arena.allocate(options.maxBatch * stride);
  return {
    compute: (k, rows) => k[kernel](address, targets, outputGradient, rows, columns, stride),
    targets,
    outputGradient,
  };
}
