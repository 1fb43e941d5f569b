import { join } from 'node:path';
import type { SynthesisJob, SynthesizedModule } from '@nx-codesign/flows';
import { findPart, type DesignDescription } from '@nx-codesign/hardware';
import { CodesignError } from '@nx-codesign/ir';
import { artefactJson } from '../artefacts/json';
import type { Verification } from '../records/checks';
import { artefactFormatVersion } from '../records/schema';
import type { EmittedVariant, Synthesized } from '../records/variants';
import type { Artefacts } from '../artefacts/writeFolder';
import type { VerifyGatesOutput } from '../jobs/verifyGates';
import { createProgress, type Progress } from '../progress/progress';
import { createPool, type Pool } from '../threads/pool';
import { readVectors, type Vectors } from '../vectors/vectorFiles';
import { checkCpp, type CppCheck } from './checkCpp';
import { createModuleSynthesis, type ModuleSynthesis } from './moduleSynthesis';
import type { Stage, StageContext, StageOutput } from './stage';
import { resultTable } from './synthesizeTables';
import { mergeArtefacts, readVariants } from './variants';

interface Checked extends Synthesized {
  readonly artefacts: Artefacts;
  readonly compiler?: string;
}

interface Bench extends StageContext {
  readonly pool: Pool;
  readonly synthesis: ModuleSynthesis;
  /** One compilation at a time: the threads have the other cores. */
  readonly compile: (work: () => Promise<CppCheck>) => Promise<CppCheck>;
  readonly progress: Progress;
}

/** Builds each design from mapped modules and checks gates and C++ against the interpreter on every vector. */
export const synthesize: Stage = async (context) => {
  const variants = readVariants<EmittedVariant>(context.reader, 'hls-emit');
  const designs = variants.map(({ name }) =>
    context.reader.json<DesignDescription>('hls-emit', `${name}/design.json`),
  );
  const steps = designs.reduce((sum, { modules }) => sum + modules.length + stepsBesideModules, 0);
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const pool = createPool({ size: context.workers, setup: {}, signal });
  try {
    const bench: Bench = {
      ...context,
      signal,
      pool,
      synthesis: createModuleSynthesis(pool, join(context.cacheRoot, 'synthesis')),
      compile: inTurn(),
      progress: createProgress({ ...context, unit: 'steps', total: steps }),
    };
    const results = await Promise.all(
      variants.map((variant, index) => synthesizeVariant(bench, variant, designs[index])),
    );
    return outputOf(results);
  } finally {
    await pool.close();
    // Ends a compilation that a failure elsewhere has left behind.
    stop.abort();
  }
};

/** The top, the check of the gates, the check of the C++. */
const stepsBesideModules = 3;

async function synthesizeVariant(
  bench: Bench,
  variant: EmittedVariant,
  description: DesignDescription,
): Promise<Checked> {
  const vectors = readVectors(bench.reader, 'hls-emit', `${variant.name}/vectors`);
  const [gates, { result: cpp, compiler }] = await Promise.all([
    checkGates(bench, { variant, description, vectors }),
    bench.compile(() => checkCpp(bench, variant, vectors)),
  ]);
  bench.progress.advance(1);
  const { comparison, accuracy, utilization, moduleUtilization, lutLevels } = gates.result;
  if (comparison.mismatches > 0) throw disagreement(`the gates of ${variant.name}`, comparison);
  if ('mismatches' in cpp && cpp.mismatches > 0) throw disagreement(`the C++ of ${variant.name}`, cpp);
  const { vectors: checked, mismatches } = variant.engineCheck;
  const { latencyCycles, initiationInterval, clockPeriodNs } = description;
  return {
    variant,
    utilization: {
      name: variant.name,
      part: description.part,
      total: utilization,
      modules: moduleUtilization,
    },
    timing: {
      name: variant.name,
      latencyCycles,
      initiationInterval,
      clockPeriodNs,
      latencyNs: Number((latencyCycles * clockPeriodNs).toPrecision(12)),
      lutLevels,
      mark: 'estimated',
    },
    verification: {
      name: variant.name,
      engine: { vectors: checked, mismatches },
      gates: { ...comparison, accuracy },
      cpp,
    },
    artefacts: gates.artefacts,
    ...(compiler && { compiler }),
  };
}

async function checkGates(
  bench: Bench,
  {
    variant,
    description,
    vectors,
  }: { variant: EmittedVariant; description: DesignDescription; vectors: Vectors },
): Promise<{ result: VerifyGatesOutput; artefacts: Artefacts }> {
  const jobs = synthesisJobs(bench, variant, description);
  const built = await Promise.all(
    jobs.map(async (job) => {
      const module = await bench.synthesis.synthesize(job);
      bench.progress.advance(1);
      return { name: job.top, module };
    }),
  );
  const netlists = built.map(({ name, module }) => ({ name, json: module.netlistJson }));
  const [top, ...modules] = netlists;
  const { tool } = built[0].module;
  const result = await bench.pool.run('verifyGates', { description, top, modules, tool, vectors });
  bench.progress.advance(1);
  return { result, artefacts: mergeArtefacts(built.map((each) => moduleFiles(variant.name, each))) };
}

/** The top with its modules as black boxes, then each module. */
function synthesisJobs(
  { reader }: StageContext,
  { name }: EmittedVariant,
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
      files: { ...verilog(module.file), ...verilog('adders.v') },
      family,
    })),
  ];
}

function moduleFiles(
  variant: string,
  { name, module }: { name: string; module: SynthesizedModule },
): Artefacts {
  return {
    [`netlist/${variant}/${name}.json`]: module.netlistJson,
    [`logs/${variant}/${name}.log`]: module.log,
  };
}

function outputOf(results: readonly Checked[]): StageOutput {
  const file = <T>(variants: readonly T[]) =>
    artefactJson({ formatVersion: artefactFormatVersion, variants });
  const vectors = results.reduce((sum, { verification }) => sum + verification.gates.vectors, 0);
  const skipped = results.flatMap(({ verification: { cpp } }) => ('skipped' in cpp ? [cpp.skipped] : []));
  const cpp = skipped.length === 0 ? ' and in C++' : `; C++ skipped: ${skipped[0]}`;
  const [{ compiler }] = results;
  return {
    artefacts: mergeArtefacts([
      {
        'utilization.json': file(results.map(({ utilization }) => utilization)),
        'timing.json': file(results.map(({ timing }) => timing)),
        'verification.json': file(results.map(({ verification }) => verification)),
      },
      ...results.map(({ artefacts }) => artefacts),
    ]),
    summary: `${vectors} vectors verified at gate level${cpp}, 0 mismatches`,
    tables: [resultTable(results)],
    ...(compiler && { machine: { compiler } }),
  };
}

/** Runs what it is given one after the other. */
function inTurn(): Bench['compile'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}

function disagreement(what: string, { vectors, mismatches, first }: Verification['engine']): CodesignError {
  const where = first
    ? `; the first is vector ${first.vector}, output ${first.element}: expected ${first.expected}, got ${first.actual}`
    : '';
  return new CodesignError(
    'synthesize.mismatch',
    `${what} and the interpreter differ in ${mismatches} of ${vectors} vectors${where}. They must agree exactly. This is a fault of nx-codesign: please report it`,
  );
}
