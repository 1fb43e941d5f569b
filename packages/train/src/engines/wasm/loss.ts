import { elementsOf } from '@nx-codesign/ir';
import type { Loss, SessionOptions } from '../../training/types';
import { writeConstant, type PlanDraft } from './draft';
import type { Address, Kernels } from './kernels';

export interface PlannedLoss {
  /**
   * The loss of `rows` outputs, summed over them; leaves the gradient of the outputs behind. `share` is 1 over the
   * number of examples of the whole batch, or over the sum of their weights.
   */
  readonly compute: (kernels: Kernels, rows: number, share: number) => number;
  /** Labels int32 of the examples of a chunk, or targets float32 `[examples, outputs]` without padding. */
  readonly targets: Address;
  readonly outputGradient: Address;
}

/** Addresses and sizes of a loss: outputs, targets, gradient of the outputs. */
interface LossPlaces {
  readonly outputs: Address;
  readonly targets: Address;
  readonly gradient: Address;
  readonly columns: number;
  readonly stride: number;
}

type Compute = PlannedLoss['compute'];

/** The kernel calls of the losses. */
const lossCalls: Readonly<Record<Loss, (draft: PlanDraft, places: LossPlaces) => Compute>> = {
  softmaxCrossEntropy(draft, { outputs, targets, gradient, columns, stride }) {
    const { labelSmoothing = 0, classWeights } = draft.options;
    const weights = classWeights ? writeConstant(draft, Float32Array.from(classWeights)) : 0;
    return (k, rows, share) =>
      k.softmaxCrossEntropy(
        ...([outputs, targets, gradient, rows, columns, stride, share, labelSmoothing, weights] as const),
      );
  },
  mse: (_draft, { outputs, targets, gradient, columns, stride }) => {
    return (k, rows, share) => k.meanSquaredError(outputs, targets, gradient, rows, columns, stride, share);
  },
  huber({ options: { huberDelta = 1 } }, { outputs, targets, gradient, columns, stride }) {
    return (k, rows, share) => k.huber(outputs, targets, gradient, rows, columns, stride, share, huberDelta);
  },
};

/** Plans the loss of the program's output and room for its targets. */
export function planLoss(draft: PlanDraft): PlannedLoss {
  const { program, places, arena, options, chunk } = draft;
  const { address: outputs, stride } = places[program.output];
  const columns = elementsOf(program.operations[program.output].shape);
  const targets = arena.allocate(chunk * columns * Float32Array.BYTES_PER_ELEMENT);
  const gradient = arena.allocate(chunk * stride);
  const compute = lossCalls[options.loss](draft, { outputs, targets, gradient, columns, stride });
  return { compute, targets, outputGradient: gradient };
}

/** What an example of a label counts for in the mean. */
export function exampleWeight({ loss, classWeights }: SessionOptions, label: number): number {
  return loss === 'softmaxCrossEntropy' && classWeights ? classWeights[label] : 1;
}
