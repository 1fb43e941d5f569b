import { createRandomSource } from '../random/random';
import { type Genotype } from '../spaces/genotype';
import { listGrid } from '../spaces/grid';
import { Ledger } from './ledger';
import { type Sampler, type SamplerOptions } from './sampler';

export interface GridOptions extends SamplerOptions {
  /** How many values of each float are in the grid, evenly over its range (its logarithm where `log`). */
  readonly levels?: number;
}

const LEVELS = 5;

/**
 * Full factorial search: every combination of the active parameters' values once, the last parameter fastest, all
 * integers and categories and `levels` (5) values of each float; then nothing. It learns nothing from what it is told,
 * and the seed does not matter. Throws RangeError unless `levels` is a whole number >= 1.
 */
export function createGrid(options: GridOptions): Sampler {
  const { space, seed, levels = LEVELS } = options;
  if (!Number.isSafeInteger(levels) || levels < 1)
    throw new RangeError(`Expected whole levels >= 1; got ${levels}.`);
  const ledger = new Ledger(options, createRandomSource(seed));
  const grid = listGrid(space, levels);
  const nextNew = (): Genotype | undefined => {
    for (let next = grid.next(); !next.done; next = grid.next()) {
      if (ledger.isNew(next.value)) return next.value;
    }
    return undefined;
  };
  return {
    name: 'grid',
    ask: (count) => ledger.ask(count, nextNew),
    tell(results) {
      ledger.tell(results);
      ledger.takeNews();
    },
  };
}
