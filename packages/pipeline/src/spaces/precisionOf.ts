import { unitsOf, type Network } from '@nx-codesign/ir';
import { isActive, type Genotype } from '@nx-codesign/search';
import { familyOf, type SearchedKeys } from '../families';
import { chosenPrecision, type AssumedPrecision } from './precisionGenes';

/** The widths and the sparsity that a genotype's network is measured with. */
export function precisionOf(
  { space, assume }: SearchedKeys,
  genotype: Genotype,
  network: Network,
): AssumedPrecision {
  const hidden = familyOf(space).hiddenLayers(space);
  return chosenPrecision(assume, genotype, {
    hidden: hidden.filter(({ when }) => isActive(when, genotype)).map(({ name }) => name),
    layers: network.layers.filter((layer) => unitsOf(layer) !== undefined).map(({ name }) => name),
  });
}
