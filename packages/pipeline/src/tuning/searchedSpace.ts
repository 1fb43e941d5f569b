import type { CodesignConfig } from '../config/schema';
import { artefactFormatVersion } from '../records/schema';
import type { ArtefactReader } from '../artefacts/readFolder';
import { artefactJson } from '../artefacts/json';
import type { Artefacts } from '../artefacts/writeFolder';
import { wholeTraining } from '../trials/fidelity';

/** What the search chose from and by: `space.json`, which the local search keeps to. */
export type SearchedSpace = Pick<
  CodesignConfig['search'],
  'space' | 'objectives' | 'constraints' | 'training' | 'assume'
>;

const file = 'space.json';

export function searchedSpaceFile({ search }: CodesignConfig): Artefacts {
  const { space, objectives, constraints, assume } = search;
  const training = wholeTraining(search);
  const searched: SearchedSpace = { space, objectives, constraints, training, assume };
  return { [file]: artefactJson({ formatVersion: artefactFormatVersion, ...searched }) };
}

export function readSearchedSpace(reader: ArtefactReader): SearchedSpace {
  return reader.json<SearchedSpace>('search', file);
}
