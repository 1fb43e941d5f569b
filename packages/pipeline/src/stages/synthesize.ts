import { join } from 'node:path';
import type { DesignDescription } from '@nx-codesign/hardware';
import { artefactJson } from '../artefacts/json';
import type { CodesignConfig } from '../config/schema';
import type { Task } from '../config/task';
import { createProgress } from '../progress/progress';
import { artefactFormatVersion } from '../records/schema';
import type { EmittedVariant } from '../records/variants';
import { mismatchesOf } from '../study/mismatches';
import { studyWarnings } from '../study/studyWarnings';
import { inTurn, type Bench } from '../synthesis/bench';
import { refuseEstimatedMisfits } from '../synthesis/fit';
import { legalReuseOf } from '../synthesis/legalReuse';
import { createModuleSynthesis } from '../synthesis/moduleSynthesis';
import { createPrograms } from '../synthesis/programs';
import { stepsBesideModules, stepsOfFlatRun, stepsOfPlacement } from '../synthesis/steps';
import { synthesizeVariant, type SynthesisResult } from '../synthesis/synthesizeVariant';
import { deviceTable } from '../tables/deviceTable';
import { resultTable } from '../tables/resultTable';
import { counted } from '../tables/table';
import { createPool } from '../threads/pool';
import type { Stage, StageOutput } from './stage';
import { mergeArtefacts, readVariants } from './variants';

/** Builds each design from mapped modules and checks gates and C++ against the interpreter on every vector. */
export const synthesize: Stage = async (context) => {
  const variants = readVariants<EmittedVariant>(context.reader, 'hls-emit');
  const designs = variants.map(({ name }) =>
    context.reader.json<DesignDescription>('hls-emit', `${name}/design.json`),
  );
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  refuseEstimatedMisfits(variants, (name) => legalReuseOf(context.reader, name));
  const { flow, tools } = context.config.synthesize;
  const perVariant = stepsOf(context.config.synthesize);
  const total = designs.reduce((sum, { modules }) => sum + modules.length + perVariant, 0);
  const progress = createProgress({ ...context, unit: 'steps', total });
  const onNote = (note: string) => progress.tell(note);
  const pool = createPool({ size: context.workers, setup: {}, signal, onNote, onWork: context.onWork });
  const programs = createPrograms({ size: context.workers, signal });
  const bench: Bench = {
    ...context,
    signal,
    pool,
    programs,
    synthesis: createModuleSynthesis(pool, {
      flow,
      ...(tools?.yosys !== undefined && { toolPath: tools.yosys }),
      folder: join(context.cacheRoot, 'synthesis'),
      programs,
      onNote,
    }),
    compile: inTurn(),
    progress,
  };
  try {
    const built = variants.map((variant, index) => synthesizeVariant(bench, variant, designs[index]));
    return outputOf(await Promise.all(built), context.config.task);
  } finally {
    // Ends programs that a failure elsewhere has left behind.
    stop.abort();
    await Promise.all([pool.close(), programs.ended()]);
  }
};

/** Steps of a variant beside its modules. */
function stepsOf({ flat, placeAndRoute }: CodesignConfig['synthesize']): number {
  return stepsBesideModules + (flat ? stepsOfFlatRun : 0) + (placeAndRoute ? stepsOfPlacement : 0);
}

function outputOf(results: readonly SynthesisResult[], task: Task): StageOutput {
  const file = <T>(entries: readonly T[]) =>
    artefactJson({ formatVersion: artefactFormatVersion, variants: entries });
  const vectors = results.reduce((sum, { verification }) => sum + verification.gates.vectors, 0);
  const skipped = results.flatMap(({ verification: { cpp } }) => ('skipped' in cpp ? [cpp.skipped] : []));
  const mismatches = results.reduce((sum, { verification }) => sum + mismatchesOf(verification), 0);
  const cpp = skipped.length === 0 ? ' and in C++' : `; C++ skipped: ${skipped[0]}`;
  const unsimulated = results.flatMap(({ verification: { rtl } }) => ('skipped' in rtl ? [rtl.skipped] : []));
  const rtl = unsimulated.length === 0 ? '' : `; Verilog not simulated: ${unsimulated[0]}`;
  const unread = results.flatMap(({ verification: { bitstream } }) =>
    bitstream && 'skipped' in bitstream ? [bitstream.skipped] : [],
  );
  const bitstream = unread.length === 0 ? '' : `; bitstream not simulated: ${unread[0]}`;
  const [{ compiler, simulator }] = results;
  return {
    artefacts: mergeArtefacts([
      {
        'utilization.json': file(results.map(({ utilization }) => utilization)),
        'timing.json': file(results.map(({ timing }) => timing)),
        'verification.json': file(results.map(({ verification }) => verification)),
      },
      ...results.map(({ artefacts }) => artefacts),
    ]),
    summary: `${counted(vectors, 'vector')} verified at gate level${cpp}${rtl}${bitstream}, ${mismatches} mismatches`,
    tables: [resultTable(results, task), deviceTable(results)],
    warnings: studyWarnings(results),
    machine: { ...(compiler && { compiler }), ...(simulator && { simulator }) },
  };
}
