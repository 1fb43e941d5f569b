import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import type { StepName } from '../config/stages';
import { readBytes } from './readBytes';

/** Reads another stage's artefacts from under `outputRoot`. */
export interface ArtefactReader {
  bytes(stage: StepName, path: string): Uint8Array;
  text(stage: StepName, path: string): string;
  json<T>(stage: StepName, path: string): T;
  /** Files below a folder, relative to it, sorted; none if there is no such folder. */
  list(stage: StepName, folder: string): string[];
}

/** A missing file throws a CodesignError that names the stage to run. */
export function artefactReader(outputRoot: string): ArtefactReader {
  const bytes = (stage: StepName, path: string): Uint8Array => {
    try {
      return readBytes(join(outputRoot, stage, path));
    } catch (cause) {
      throw missing(outputRoot, { stage, path, cause });
    }
  };
  const text = (stage: StepName, path: string) => new TextDecoder().decode(bytes(stage, path));
  return {
    bytes,
    text,
    json: (stage, path) => JSON.parse(text(stage, path)),
    list: (stage, folder) => filesBelow(join(outputRoot, stage, folder)),
  };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function missing(
  outputRoot: string,
  { stage, path, cause }: { stage: StepName; path: string; cause: unknown },
) {
  return new CodesignError(
    'artefacts.missing',
    `${join(outputRoot, stage, path)} cannot be read; run the stage ${stage} first`,
    { cause },
  );
}
