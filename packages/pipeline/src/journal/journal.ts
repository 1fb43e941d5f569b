import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@nx-codesign/ir';
import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { readBytes } from '../artefacts/readBytes';
import { jsonLine } from '../artefacts/json';
import { appendFlushed, makeFolder, writeWhole } from '../artefacts/writeWhole';
import type { RecordOf } from '../records/schema';

/** What is remembered of a finished piece of work: a JSON record and, where it has them, trained weights. */
export interface JournalEntry<R> {
  readonly record: R;
  /** safetensors bytes. */
  readonly weights?: Uint8Array;
}

/**
 * Finished work by key; a key is the hash of everything that determines the result. Entries are appended, one
 * line each, after their weights are on the disk, so a run that is killed at any moment loses only what was
 * unfinished.
 */
export interface Journal {
  /** Undefined unless the record obeys the schema, and the weights are those that were appended. */
  find<S extends TSchema>(key: string, schema: S): JournalEntry<RecordOf<S>> | undefined;
  append<R>(key: string, entry: JournalEntry<R>): void;
}

interface Line {
  readonly key: string;
  readonly record: unknown;
  readonly weightsSha256?: string;
}

/** Opens the journal in `folder`, making it if needed. A torn or foreign line is ignored. Failed writes throw `cache.write`. */
export function openJournal(folder: string): Journal {
  const file = join(folder, 'journal.jsonl');
  const weightsOf = (key: string) => join(folder, 'weights', `${key}.safetensors`);
  makeFolder(join(folder, 'weights'));
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = new Map(text.split('\n').flatMap((line) => parseLine(line)));
  // A torn last line must not swallow the next entry.
  if (text !== '' && !text.endsWith('\n')) appendFlushed(file, '\n');
  return {
    find<S extends TSchema>(key: string, schema: S) {
      const line = lines.get(key);
      if (line === undefined || !Value.Check(schema, line.record)) return undefined;
      const record = line.record as RecordOf<S>;
      if (line.weightsSha256 === undefined) return { record };
      const weights = readIfThere(weightsOf(key));
      return weights && sha256(weights) === line.weightsSha256 ? { record, weights } : undefined;
    },
    append(key, { record, weights }) {
      if (weights) writeWhole(weightsOf(key), weights);
      const line: Line = { key, record, ...(weights && { weightsSha256: sha256(weights) }) };
      appendFlushed(file, jsonLine(line));
      lines.set(key, line);
    },
  };
}

function parseLine(text: string): [string, Line][] {
  try {
    const line = JSON.parse(text) as Line | null;
    return typeof line?.key === 'string' ? [[line.key, line]] : [];
  } catch {
    return [];
  }
}

function readIfThere(path: string): Uint8Array | undefined {
  return existsSync(path) ? readBytes(path) : undefined;
}
