import type { LayerNode, Network } from '@nx-codesign/ir';
import { elementwiseConfigOf, roleOf } from './layerRoles';

/** Whether a layer's value can be below zero, whatever the data. */
export function isSigned(network: Network, layer: LayerNode): boolean {
  switch (roleOf(layer)) {
    case 'elementwise':
      return signedFunctions[elementwiseConfigOf(layer)!.function] ?? readsSigned(network, layer);
    case 'linear':
    case 'normalization':
      return true;
    case 'product':
      return hasOddSign(network, layer);
    default:
      return readsSigned(network, layer);
  }
}

/** By function; absent where the sign is that of the input. */
const signedFunctions: Readonly<Record<string, boolean>> = {
  relu: false,
  sigmoid: false,
  tanh: true,
  gelu: true,
};

function readsSigned(network: Network, { inputs }: LayerNode): boolean {
  return inputs.some((input) => isSignedInput(network, input));
}

/** Whether a product reads a signed factor an odd number of times: a square is never below zero. */
function hasOddSign(network: Network, { inputs }: LayerNode): boolean {
  return inputs.some((input) => {
    const times = inputs.filter((other) => other === input).length;
    return times % 2 === 1 && isSignedInput(network, input);
  });
}

function isSignedInput(network: Network, input: string): boolean {
  const source = network.layers.find(({ name }) => name === input);
  return source ? isSigned(network, source) : network.input.format.signed;
}
