import { CodesignError, elementsOf, suggestName } from '@nx-codesign/ir';
import type { Masks } from '../../training/types';
import type { Kernels } from './kernels';
import { writeParameter, type Parameter, type Parameters } from './parameters';

/** All bits of a float32, and none: the numbers that the mask of a kept and of a held weight have. */
const kept = -1;

/**
 * Writes masks over all weights in the layout of the weights; `memory` is the whole arena as floats. Throws
 * `train.masks` for tensors that are not trained and for masks of another length.
 */
export function writeMasks(memory: Float32Array, parameters: Parameters, masks: Masks): void {
  const { byTensor, mask, weights, kernelBytes, vectorBytes } = parameters;
  const bits = new Int32Array(memory.buffer);
  bits.fill(kept, mask / 4, (mask + kernelBytes + vectorBytes) / 4);
  for (const [tensor, data] of Object.entries(masks)) {
    const parameter = maskedParameter(byTensor, tensor, data);
    const place = { ...parameter, address: mask + parameter.address - weights };
    const { shape } = parameter;
    bits.fill(kept, place.address / 4, (place.address + parameter.bytes) / 4);
    // Ones and zeros take the weights' layout as numbers; then their bits are set.
    writeParameter(memory, place, { shape, data: Float32Array.from(data, (each) => (each === 0 ? 0 : 1)) });
    for (let i = place.address / 4; i < (place.address + parameter.bytes) / 4; i++) {
      bits[i] = bits[i] === 0 ? 0 : kept;
    }
  }
}

/** Sets masked weights and what the optimiser remembers of them to 0. */
export function applyMasks(k: Kernels, parameters: Parameters): void {
  const { mask, weights, means, variances, kernelBytes, vectorBytes } = parameters;
  for (const block of [weights, means, variances]) k.keep(block, mask, kernelBytes + vectorBytes);
}

function maskedParameter(
  byTensor: ReadonlyMap<string, Parameter>,
  tensor: string,
  data: Uint8Array,
): Parameter {
  const parameter = byTensor.get(tensor);
  if (parameter?.gradient === undefined) {
    const trained = [...byTensor.values()].filter(({ gradient }) => gradient !== undefined);
    const names = trained.map((each) => each.tensor);
    throw new CodesignError(
      'train.masks',
      `There is a mask for '${tensor}', which is not trained. ${suggestName(tensor, names)}`,
    );
  }
  const length = elementsOf(parameter.shape);
  if (data.length === length) return parameter;
  throw new CodesignError(
    'train.masks',
    `The mask of '${tensor}' has ${data.length} elements; its shape [${parameter.shape.join(', ')}] has ${length}.`,
  );
}
