import { CodesignError, elementsOf, suggestName, type Weights } from '@nx-codesign/ir';
import type { TrainingProgram } from './trainingProgram';
import type { Masks } from '../../training/types';

/** A copy of the weights with the masked elements at 0. */
export function masked(weights: Weights, masks: Masks): Weights {
  const entries = Object.entries(weights).map(([tensor, { shape, data }]) => {
    const mask: Uint8Array | undefined = masks[tensor];
    return [tensor, { shape, data: data.map((value, i) => (mask?.[i] === 0 ? 0 : value)) }] as const;
  });
  return Object.fromEntries(entries);
}

/** Throws `train.masks` for tensors that are not trained, or masks of another length. */
export function checkMasks(masks: Masks, { program, trained }: TrainingProgram): void {
  for (const [tensor, mask] of Object.entries(masks)) {
    const constant = program.operations.find(
      (operation) => operation.kind === 'constant' && operation.tensor === tensor,
    );
    if (constant === undefined || !trained.includes(tensor)) {
      throw new CodesignError(
        'train.masks',
        `No trained weight '${tensor}' to mask. ${suggestName(tensor, trained)}`,
      );
    }
    const length = elementsOf(constant.shape);
    if (mask.length === length) continue;
    throw new CodesignError(
      'train.masks',
      `The mask of '${tensor}' must have ${length} elements, one per weight, got ${mask.length}.`,
    );
  }
}
