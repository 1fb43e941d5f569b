import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  logicLevels,
  parseNetlist,
  synthesisKey,
  synthesizeModule,
  utilizationOf,
  type SynthesisJob,
} from '@nx-codesign/flows';
import { reportFolder } from '../places';

/** What a layer takes after synthesis without registers inside. */
export interface Area {
  readonly luts: number;
  /** LUTs in a row. */
  readonly levels: number;
}

/** Counts up with each change of how LUTs and levels are counted. */
const countVersion = 1;
const folder = join(reportFolder, 'cache', `rtl-area-${countVersion}`);

/** Synthesises a job, or reads what the same sources, script and tool gave before. */
export async function areaOf(job: SynthesisJob): Promise<Area> {
  const file = join(folder, `${synthesisKey(job)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Area;
  const { netlistJson } = await synthesizeModule(job);
  const netlist = parseNetlist(netlistJson, job.top);
  const area = { luts: utilizationOf(netlist).luts, levels: logicLevels(netlist) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(area));
  return area;
}
