import { decodeSafetensors, encodeSafetensors, type SafeTensor, type Weights } from '@nx-codesign/ir';

/** Weights as safetensors bytes, for the journal. */
export function encodeWeights(weights: Weights): Uint8Array {
  const tensors = Object.entries(weights).map(([name, { shape, data }]): [string, SafeTensor] => [
    name,
    { dtype: 'F32', shape, data },
  ]);
  return encodeSafetensors(Object.fromEntries(tensors));
}

/** What `encodeWeights` wrote. */
export function decodeWeights(bytes: Uint8Array): Weights {
  const tensors = Object.entries(decodeSafetensors(bytes));
  return Object.fromEntries(
    tensors.map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
  );
}
