import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeAndRoute, placementKey, type Placement, type PlacementRun } from '@nx-codesign/flows';
import { makeFolder, writeWhole } from '../artefacts/writeWhole';
import type { Pool } from '../threads/pool';
import type { Programs } from './programs';

export interface PlacementPlace {
  readonly pool: Pick<Pool, 'run'>;
  readonly programs: Programs;
  /** Keeps one file per placement. */
  readonly folder: string;
}

type Kept = Omit<Placement, 'bitstream'> & { readonly bitstream?: string };

/** Places a design, or takes what an earlier run made of the same netlist with the same tool. */
export async function placeOnce(
  { pool, programs, folder }: PlacementPlace,
  run: Pick<PlacementRun, 'router' | 'job'>,
): Promise<Placement> {
  makeFolder(folder);
  const file = join(folder, `${placementKey(run)}.json`);
  const known = readPlacement(file);
  if (known) return known;
  const placement = await (run.router.source === 'program'
    ? programs.run((signal) => placeAndRoute({ ...run, signal }))
    : pool.run('placeDesign', run));
  const { bitstream, ...rest } = placement;
  const kept: Kept = {
    ...rest,
    ...(bitstream && { bitstream: Buffer.from(bitstream).toString('base64') }),
  };
  writeWhole(file, JSON.stringify(kept));
  return placement;
}

/** A file that is missing or damaged is a result that is not there; files are written whole. */
function readPlacement(file: string): Placement | undefined {
  try {
    const { bitstream, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    if (typeof rest.maxFrequencyMHz !== 'number') return undefined;
    return { ...rest, ...(bitstream !== undefined && { bitstream: Buffer.from(bitstream, 'base64') }) };
  } catch {
    return undefined;
  }
}
