import type { Synthesized } from '../records/variants';
import { clockWarnings } from '../timing/clock';

/** What speaks against the variants' clocks, each sentence with the variant's name. */
export function studyWarnings(results: readonly Pick<Synthesized, 'variant' | 'timing'>[]): string[] {
  return results.flatMap(({ variant: { name, design }, timing }) =>
    clockWarnings(design, timing).map((warning) => `${name}: ${warning}`),
  );
}
