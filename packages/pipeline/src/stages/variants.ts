import { artefactJson } from '../artefacts/json';
import { artefactFormatVersion } from '../records/schema';
import type { VariantsFile } from '../records/variants';
import type { ArtefactReader } from '../artefacts/readFolder';
import type { Artefacts } from '../artefacts/writeFolder';
import type { StageName } from '../config/stages';

/** The variants as `stage` left them. */
export function readVariants<V>(reader: ArtefactReader, stage: StageName): readonly V[] {
  return reader.json<VariantsFile<V>>(stage, 'variants.json').variants;
}

/** `variants.json`. */
export function variantsFile<V>(variants: readonly V[]): Artefacts {
  const file: VariantsFile<V> = { formatVersion: artefactFormatVersion, variants };
  return { 'variants.json': artefactJson(file) };
}

/** One folder from many parts. */
export function mergeArtefacts(parts: readonly Artefacts[]): Artefacts {
  return Object.assign({}, ...parts) as Artefacts;
}

/** The same files below a folder. */
export function inFolder(folder: string, files: Artefacts): Artefacts {
  const moved = Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content] as const);
  return Object.fromEntries(moved);
}
