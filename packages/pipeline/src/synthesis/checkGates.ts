import { formatVectors, type SynthesisJob, type SynthesizedModule } from '@nx-codesign/flows';
import { addersFile, findPart, type DesignDescription } from '@nx-codesign/hardware';
import { readModel } from '../artefacts/networkFiles';
import type { Artefacts } from '../artefacts/writeFolder';
import type { VerifyGatesOutput } from '../jobs/verifyGates';
import type { StageContext } from '../stages/stage';
import { mergeArtefacts } from '../stages/variants';
import type { Vectors } from '../vectors/vectorFiles';
import type { Bench } from './bench';

export interface GateCheck {
  readonly result: VerifyGatesOutput;
  /** Netlists and logs. */
  readonly artefacts: Artefacts;
}

/** Synthesises the modules of a design, links them, and runs every vector through the gates. */
export async function checkGates(
  bench: Bench,
  name: string,
  { description, vectors }: { readonly description: DesignDescription; readonly vectors: Vectors },
): Promise<GateCheck> {
  const built = await Promise.all(
    synthesisJobs(bench, name, description).map(async (job) => {
      const module = await bench.synthesis.synthesize(job);
      bench.progress.advance(1);
      return { name: job.top, module };
    }),
  );
  const [top, ...modules] = built.map(({ name: module, module: { netlistJson: json } }) => ({
    name: module,
    json,
  }));
  const { tool } = built[0].module;
  const { faults } = bench.config.synthesize;
  const model = readModel(bench.reader, 'hls-emit', name);
  const result = await bench.pool.run('verifyGates', {
    ...{ description, top, modules, tool, vectors, faults, model },
  });
  bench.progress.advance(1);
  return {
    result,
    artefacts: mergeArtefacts([...built.map((each) => moduleFiles(name, each)), addedVectors(name, result)]),
  };
}

/** The top with its modules as black boxes, then each module. */
function synthesisJobs(
  { reader }: StageContext,
  name: string,
  { top, part, modules }: DesignDescription,
): SynthesisJob[] {
  const { family } = findPart(part);
  const verilog = (file: string) => ({ [file]: reader.text('hls-emit', `${name}/verilog/${file}`) });
  const libraryFiles = Object.assign({}, ...modules.map(({ file }) => verilog(file))) as Record<
    string,
    string
  >;
  return [
    { top, files: verilog(`${top}.v`), family, libraryFiles },
    ...modules.map((module) => ({
      top: module.name,
      files: { ...verilog(module.file), ...verilog(addersFile) },
      family,
    })),
  ];
}

/** The vectors that were added to those of hls-emit, a vector per line. */
function addedVectors(variant: string, { coverage }: VerifyGatesOutput): Artefacts {
  if (coverage === undefined || coverage.added.count === 0) return {};
  const { stimuli, expected, count } = coverage.added;
  return {
    [`vectors/${variant}/stimuli.dat`]: formatVectors(stimuli, stimuli.length / count),
    [`vectors/${variant}/expected.dat`]: formatVectors(expected, expected.length / count),
  };
}

/** Netlist and log of a module. */
export function moduleFiles(
  variant: string,
  { name, module }: { name: string; module: SynthesizedModule },
): Artefacts {
  return {
    [`netlist/${variant}/${name}.json`]: module.netlistJson,
    [`logs/${variant}/${name}.log`]: module.log,
  };
}
