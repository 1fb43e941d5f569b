import type { Genotype } from '@nx-codesign/search';
import type { Model } from '../artefacts/networkFiles';
import type { CodesignConfig } from '../config/schema';
import { transferWeights } from '../inheritance/transferWeights';
import type { TunedSettings } from '../records/trials';
import { noMove } from '../spaces/localSpace';
import { moved, movesFrom } from '../spaces/moves';
import { familyOf } from '../families';
import { deriveSeed, shortHash } from '../trials/seeds';
import type { Home } from './home';

/** A training that the local search proposes. */
export interface Candidate {
  /** From 1. */
  readonly trial: number;
  readonly settings: TunedSettings;
  /** Names of the moves that were made. */
  readonly moves: readonly string[];
  /** Genes of its architecture. */
  readonly architecture: Genotype;
  /** Where its training starts. */
  readonly start: Model;
}

/** Makes the moves that a genotype of the local search names, one after the other; those that have become impossible are passed over. */
export function candidateOf(
  home: Home,
  { seed }: Pick<CodesignConfig, 'seed'>,
  { trial, genotype }: { readonly trial: number; readonly genotype: Genotype },
): Candidate {
  const { mayMove } = familyOf(home.searched.space);
  const made: string[] = [];
  let architecture: Genotype = home.variant.genotype;
  for (const name of moveNames(genotype)) {
    const move = movesFrom(home.space, architecture, mayMove).find((each) => each.name === name);
    if (move === undefined) continue;
    architecture = moved(home.space, architecture, move);
    made.push(name);
  }
  const network = home.build(architecture);
  const isHome = shortHash(network) === shortHash(home.model.network);
  const weights = () => transferWeights(home.model, network, deriveSeed(seed, 'inheritance'));
  return {
    trial,
    settings: settingsOf(genotype),
    moves: made,
    architecture,
    start: isHome ? home.model : { network, weights: weights() },
  };
}

function moveNames(genotype: Genotype): string[] {
  return Object.entries(genotype).flatMap(([gene, value]) =>
    gene.startsWith('move') && value !== noMove ? [String(value)] : [],
  );
}

/** All genes but the moves are training settings under their names. */
function settingsOf(genotype: Genotype): TunedSettings {
  const entries = Object.entries(genotype).filter(([gene]) => !gene.startsWith('move'));
  return Object.fromEntries(entries) as unknown as TunedSettings;
}
