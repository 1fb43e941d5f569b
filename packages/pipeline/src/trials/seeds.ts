import { hashOf } from '../artefacts/json';

/** A seed in 0 ... 2^31 - 1 for one purpose of a study; different labels give unrelated seeds. */
export function deriveSeed(seed: number, ...labels: readonly (string | number)[]): number {
  return parseInt(hashOf([seed, ...labels]).slice(0, 8), 16) >>> 1;
}

/** A network's identity in file names and records: the first 12 digits of its hash. */
export function shortHash(value: unknown): string {
  return hashOf(value).slice(0, 12);
}
