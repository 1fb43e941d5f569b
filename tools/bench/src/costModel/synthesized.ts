import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  estimateTiming,
  parseNetlist,
  utilizationOf,
  flowOf,
  type Flow,
  type Netlist,
  type SynthesisJob,
  type Tool,
} from '@nx-codesign/flows';
import { addersFile, designJson, emitVerilog, findPart, type Design } from '@nx-codesign/hardware';
import { reportFolder } from '../places';

/** What one module takes after synthesis. */
export interface ModuleCounts {
  readonly luts: number;
  readonly ffs: number;
  readonly carries: number;
  readonly lutsBySize: Readonly<Record<string, number>>;
  /** Longest path by static timing of the netlist, short and long delays; for families that have a range. */
  readonly pathNs?: { readonly low: number; readonly high: number };
}

/** What a design takes: its top, and each of its modules once. */
export interface SynthesizedDesign {
  readonly top: ModuleCounts;
  readonly modules: readonly ModuleCounts[];
}

/** The synthesis to use. */
export interface SynthesisTool {
  readonly flow: Flow;
  readonly tool: Tool;
}

/** A flow by its name; throws `flows.toolMissing` where it is not installed. */
export async function synthesisTool(name: string): Promise<SynthesisTool> {
  const flow = flowOf(name);
  return { flow, tool: await flow.locate() };
}

/** Counts up with each change of how cells are counted or paths are timed: what was kept before is not read again. */
const countVersion = 1;
const cacheFolder = join(reportFolder, 'cache', `cost-model-${countVersion}`);

/** Synthesises top and modules one by one, as `synthesize` does; results are kept by content. */
export async function synthesized(design: Design, tool: SynthesisTool): Promise<SynthesizedDesign> {
  const emitted = emitVerilog(design, { networkHash: 'bench' });
  const { top, modules } = designJson(design);
  const { family } = findPart(design.part);
  const text = (...names: string[]) => Object.fromEntries(names.map((name) => [name, emitted[name]]));
  const counts: ModuleCounts[] = [];
  for (const { name, file } of modules) {
    counts.push(await countsOf({ top: name, files: text(file, addersFile), family }, tool));
  }
  const libraryFiles = text(...modules.map(({ file }) => file));
  return {
    top: await countsOf({ top, files: text(`${top}.v`), family, libraryFiles }, tool),
    modules: counts,
  };
}

async function countsOf(job: SynthesisJob, { flow, tool }: SynthesisTool): Promise<ModuleCounts> {
  const file = join(cacheFolder, `${flow.key(tool, job)}.json`);
  const known = readCounts(file);
  if (known) return known;
  const { netlistJson } = await flow.synthesize(tool, job);
  const netlist = withoutInstances(parseNetlist(netlistJson, job.top), job);
  const { luts, ffs, carries, lutsBySize } = utilizationOf(netlist);
  // A top holds registers and wires: its paths are nets.
  const timing = job.libraryFiles ? undefined : estimateTiming(netlist, job.family);
  const result = { luts, ffs, carries, lutsBySize, ...(timing && { pathNs: timing.criticalPathNs }) };
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify(result));
  renameSync(`${file}.part`, file);
  return result;
}

/** A top's own cells. */
function withoutInstances(netlist: Netlist, { libraryFiles = {} }: SynthesisJob): Netlist {
  const modules = new Set(Object.keys(libraryFiles).map((file) => file.replace(/\.v$/, '')));
  return { ...netlist, cells: netlist.cells.filter(({ type }) => !modules.has(type)) };
}

function readCounts(file: string): ModuleCounts | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isCounts(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a file holds what is written here; another one is made anew. */
function isCounts(read: unknown): read is ModuleCounts {
  const { luts, ffs, carries, lutsBySize, pathNs } = (read ?? {}) as Partial<ModuleCounts>;
  const isRange = (range: NonNullable<ModuleCounts['pathNs']>) => range.low >= 0 && range.high >= range.low;
  return (
    [luts, ffs, carries].every((value) => Number.isInteger(value)) &&
    typeof lutsBySize === 'object' &&
    (pathNs === undefined || isRange(pathNs))
  );
}
