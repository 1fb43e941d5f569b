import type { Network } from '@nx-codesign/ir';
import type { Genotype, Space } from '@nx-codesign/search';
import { readModel, type Model } from '../artefacts/networkFiles';
import { builderOf, familyOf, spaceOf } from '../families';
import type { Progress } from '../progress/progress';
import type { SearchVariant } from '../records/variants';
import { movesFrom, type Move } from '../spaces/moves';
import { frameOf } from '../stages/dataSets';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';
import { readSearchedSpace, type SearchedSpace } from './searchedSpace';

export interface TuningContext extends StageContext {
  readonly progress: Progress;
}

/** Where a variant's local search starts from, and where its moves may lead. */
export interface Home {
  readonly variant: SearchVariant;
  /** With the search's weights. */
  readonly model: Model;
  readonly searched: SearchedSpace;
  readonly space: Space;
  readonly build: (genotype: Genotype) => Network;
  /** One step each from the variant's genotype. */
  readonly moves: readonly Move[];
}

/** Reads what the search left of a variant. */
export function homeOf(
  { reader }: StageContext,
  { description }: Pick<Workshop, 'description'>,
  variant: SearchVariant,
): Home {
  const searched = readSearchedSpace(reader);
  const family = familyOf(searched.space);
  const space = spaceOf(searched);
  return {
    variant,
    model: readModel(reader, 'search', `front/${variant.trial}`),
    searched,
    space,
    build: builderOf(searched.space, frameOf(description)),
    moves: movesFrom(space, variant.genotype, (gene) => family.mayMove(gene)),
  };
}
