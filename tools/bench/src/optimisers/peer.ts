import { join } from 'node:path';
import type { Genotype, Losses, Space } from '@nx-codesign/search';
import { startLineProcess } from '../contenders/lineProcess';

const script = join(__dirname, '..', '..', 'peers', 'optimisers.py');

/** An optimiser in Python: asks for the losses of genotypes, batch by batch. */
export interface PeerRun {
  readonly peer: 'optuna' | 'pymoo';
  readonly space: Space;
  readonly seed: number;
  readonly settings: object;
  readonly batches: number;
  readonly evaluate: (genotype: Genotype) => Losses;
}

export interface Peers {
  readonly versions: { readonly optuna: string; readonly pymoo: string };
  /** Runs an optimiser; the losses of all that it asked, in order. */
  run(run: PeerRun): Promise<Losses[]>;
  /** The losses of pymoo's last population. */
  population(): Promise<Losses[]>;
  close(): void;
}

interface Asked {
  readonly genotypes: readonly Genotype[];
}

/** Optuna and pymoo in one process; the functions are evaluated here, so that both sides optimise the same. */
export async function startPeers(python: string): Promise<Peers> {
  const environment = { OMP_NUM_THREADS: '1' };
  const line = startLineProcess({ command: python, args: [script], environment });
  const versions = await line.ask<Peers['versions']>({ ask: 'versions' });
  return {
    versions,
    async run({ peer, space, seed, settings, batches, evaluate }) {
      const all: Losses[] = [];
      let { genotypes } = await line.ask<Asked>({ ask: 'start', peer, space, seed, settings });
      for (let batch = 1; batch <= batches; batch++) {
        const losses = genotypes.map(evaluate);
        all.push(...losses);
        ({ genotypes } = await line.ask<Asked>({ ask: 'tell', losses, more: batch < batches }));
      }
      return all;
    },
    population: async () => (await line.ask<{ front: Losses[] }>({ ask: 'front' })).front,
    close: () => line.close(),
  };
}
