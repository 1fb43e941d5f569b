import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseNetlist,
  synthesisKey,
  synthesizeModule,
  type MappedDesign,
  type SynthesisJob,
} from '@nx-codesign/flows';
import {
  addersFile,
  buildDesign,
  designJson,
  emitVerilog,
  type DesignDescription,
} from '@nx-codesign/hardware';
import { reportFolder } from '../places';
import { programOfCase, type GateCase } from './designs';

const family = 'xcup';
const part = 'xcvu13p-flga2577-2-e';
const clockPeriodNs = 2.5;

/** Netlists of earlier runs, by content. */
const folder = join(reportFolder, 'netlists');

export interface MappedCase {
  readonly description: DesignDescription;
  readonly files: Readonly<Record<string, string>>;
  readonly design: MappedDesign;
}

/** Builds and synthesises a case, one module after the other. */
export async function mapCase(gateCase: GateCase): Promise<MappedCase> {
  const built = buildDesign(programOfCase(gateCase), { part, clockPeriodNs });
  const description = designJson(built);
  const files = emitVerilog(built, { networkHash: 'bench' });
  const synthesize = async (top: string, sources: string[], libraries: string[] = []) => {
    const texts = (names: string[]) => Object.fromEntries(names.map((name) => [name, files[name]]));
    const job = { top, files: texts(sources), libraryFiles: texts(libraries), family } as const;
    return parseNetlist(await netlistOf(job), top);
  };
  const modules = [];
  for (const { name, file } of description.modules) modules.push(await synthesize(name, [file, addersFile]));
  const libraries = description.modules.map(({ file }) => file);
  const top = await synthesize(description.top, [`${description.top}.v`], libraries);
  return { description, files, design: { top, modules } };
}

async function netlistOf(job: SynthesisJob): Promise<string> {
  const file = join(folder, `${synthesisKey(job)}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { netlistJson } = await synthesizeModule(job);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, netlistJson);
  return netlistJson;
}
