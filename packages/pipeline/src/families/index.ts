import type { Static } from '@sinclair/typebox';
import { CodesignError, type Network } from '@nx-codesign/ir';
import type { Genotype, Space } from '@nx-codesign/search';
import { precisionGenes, precisionKeyOf, type PrecisionKeys } from '../spaces/precisionGenes';
import { convNet } from './convNet';
import { deepSets } from './deepSets';
import type { Family, NetworkFrame } from './family';
import { mlp } from './mlp';
import { trainingGenes, trainingKeyOf } from './trainingGenes';

export { networkName } from './networkName';
export type { Family, NetworkFrame } from './family';

/** Every family by name. A family is one file and one name here. */
export const families = { mlp, deepSets, convNet };

/** `search.space` of codesign.json. */
export type SpaceConfig = Static<(typeof families)[keyof typeof families]['config']>;

/** The family that a space names. */
export function familyOf({ family }: Pick<SpaceConfig, 'family'>): Family {
  return families[family] as Family;
}

/** What the genes come from: `search` of codesign.json, in part. */
export interface SearchedKeys {
  readonly space: SpaceConfig;
  readonly assume: PrecisionKeys;
}

/** The genes of a search: those of its family, of its training, of its widths and sparsity. */
export function spaceOf({ space, assume }: SearchedKeys): Space {
  const family = familyOf(space);
  return {
    ...family.space(space),
    ...trainingGenes(space.training),
    ...precisionGenes(assume, family.hiddenLayers(space)),
  };
}

/** The key of codesign.json that a gene comes from. */
export function spaceKeyOf({ space }: Pick<SearchedKeys, 'space'>): (gene: string) => string {
  return (gene) => {
    const assumed = precisionKeyOf(gene);
    if (assumed !== undefined) return `search.assume.${assumed}`;
    return `search.space.${trainingKeyOf(gene) ?? familyOf(space).keyOf(gene)}`;
  };
}

/** Makes the networks of a space for one data set. Throws `family.inputs` if the family does not take its inputs. */
export function builderOf(config: SpaceConfig, frame: NetworkFrame): (genotype: Genotype) => Network {
  checkInputs(config, frame.inputShape);
  const family = familyOf(config);
  return (genotype) => family.build(config, genotype, frame);
}

/** Throws `family.inputs` if the family does not take inputs of this shape. */
export function checkInputs(config: SpaceConfig, inputShape: readonly number[]): void {
  const wanted = familyOf(config).misfit(inputShape);
  if (wanted === undefined) return;
  throw new CodesignError(
    'family.inputs',
    `search.space.family is ${config.family}, which needs inputs ${wanted}, but the data set has [${inputShape.join(', ')}]; choose another family or another source`,
  );
}
