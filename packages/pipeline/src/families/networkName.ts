import { unitsOf, type Network } from '@nx-codesign/ir';

/** The name of a network after its family and the outputs of its linear layers, for example `mlp_32_16_10`. */
export function networkName({ name, layers }: Network): string {
  const [family] = name.split('_');
  return [family, ...layers.flatMap((layer) => unitsOf(layer) ?? [])].join('_');
}
