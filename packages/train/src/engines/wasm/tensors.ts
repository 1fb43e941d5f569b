import type { Weights } from '@nx-codesign/ir';
import type { Address } from './kernels';
import { readParameter, writeParameter, type Parameter } from './parameters';
import type { Plan } from './plan';

/** Where a tensor of a kind lies: the weight itself, its gradient, a moment; nowhere if it has none. */
export type AddressOf = (parameter: Parameter) => Address | undefined;

/** Where a trainable tensor's moment lies in a block of them. */
export function momentOf({ parameters: { weights } }: Plan, block: Address): AddressOf {
  return ({ address, gradient }) => (gradient === undefined ? undefined : block + address - weights);
}

/** Copies of the tensors of all parameters that have such an address. */
export function tensorsAt({ parameters }: Plan, memory: Float32Array, addressOf: AddressOf): Weights {
  const tensors = [...parameters.byTensor.values()].flatMap((parameter) => {
    const address = addressOf(parameter);
    return address === undefined ? [] : [[parameter.tensor, readParameter(memory, parameter, address)]];
  });
  return Object.fromEntries(tensors);
}

export function writeTensors(
  { parameters }: Plan,
  memory: Float32Array,
  { tensors, addressOf }: { readonly tensors: Weights; readonly addressOf: AddressOf },
): void {
  for (const parameter of parameters.byTensor.values()) {
    const address = addressOf(parameter);
    if (address !== undefined) writeParameter(memory, { ...parameter, address }, tensors[parameter.tensor]);
  }
}
