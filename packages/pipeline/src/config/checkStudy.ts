import { CodesignError } from '@nx-codesign/ir';
import { checkReuseFactor, findPart } from '@nx-codesign/hardware';
import { canonicalGenotype, checkSpace } from '@nx-codesign/search';
import { checkDataSet, diskFiles, engines } from '@nx-codesign/train';
import { checkInputs, familyOf, spaceKeyOf, spaceOf } from '../families';
import { onConfiguredSpace } from '../spaces/configuredSpace';
import { localSpace, localSpaceKey } from '../spaces/localSpace';
import { checkOutput } from './checkOutput';
import { dataSetOptions } from './dataSetOptions';
import type { OutputPlace } from './outputFolder';
import type { CodesignConfig } from './schema';
import type { StepName } from './stages';
import { withoutVerilog } from './targets';

/** Where a study lies, and the stage that is about to run. */
export interface StudyPlace extends OutputPlace {
  readonly stage: StepName;
}

/**
 * Checks what needs more than the config's text, before any work: the output folder, the spaces to search, devices, and
 * for the stage `dataset` the raw files' headers, sizes and counts and whether networks for them can be reused as often
 * as asked (later stages read artefacts, which may come from a cache on a machine that has no raw files). Throws one
 * CodesignError with all problems.
 */
export async function checkStudy(config: CodesignConfig, place: StudyPlace): Promise<void> {
  const problems = (await Promise.all(checksOf(config, place).map(problemOf))).flat();
  if (problems.length === 1) throw problems[0];
  if (problems.length > 1) {
    const lines = problems.map(({ message }) => `  ${message}`);
    throw new CodesignError(
      'study.invalid',
      [`The study has ${problems.length} problems:`, ...lines].join('\n'),
    );
  }
}

function checksOf(config: CodesignConfig, { stage, ...place }: StudyPlace): (() => unknown)[] {
  const { projectRoot } = place;
  return [
    () => checkOutput(config, place),
    () => checkEngine(config),
    () => checkSearchSpace(config),
    () => checkLocalSpace(config),
    () => checkPart('search.assume.part', config.search.assume.part),
    () => checkPart('prune.part', config.prune.part),
    () => checkPart('hlsEmit.part', config.hlsEmit.part),
    () => checkMultipliers(config.hlsEmit),
    ...(stage === 'dataset' ? [() => checkData(config, projectRoot)] : []),
    ...(stage === 'synthesize' ? [() => checkTargets(config)] : []),
  ];
}

function checkEngine({ engine }: CodesignConfig): void {
  if (Object.hasOwn(engines, engine)) return;
  throw new CodesignError(
    'engine.missing',
    `engine is "${engine}", which this installation does not have; it has ${Object.keys(engines).join(', ')}. Choose one of them, or leave engine out`,
  );
}

/** The raw data, and whether the family of networks takes its shape. */
async function checkData(config: CodesignConfig, projectRoot: string): Promise<void> {
  const options = dataSetOptions(config, projectRoot);
  const { shape } = await checkDataSet(options, diskFiles(projectRoot));
  const inputShape = options.resize ?? shape;
  checkInputs(config.search.space, inputShape);
  checkReuse(config, inputShape);
}

/** Whether the family's networks can be built with the reuse factor: known long before there is one. */
function checkReuse({ search, prune, hlsEmit }: CodesignConfig, inputShape: readonly number[]): void {
  const { family } = search.space;
  const positions = familyOf(search.space).sharedPositions(inputShape);
  const stated = { 'hlsEmit.reuseFactor': hlsEmit.reuseFactor };
  // Those that are not stated are the same.
  const others = {
    'search.assume.reuseFactor': search.assume.reuseFactor,
    'prune.reuseFactor': prune.reuseFactor,
  };
  const different = Object.entries(others).filter(([, factor]) => factor !== hlsEmit.reuseFactor);
  for (const [key, factor = 1] of [...Object.entries(stated), ...different]) {
    atKey(key, () => checkReuseFactor(factor, { positions, name: `the family ${family}` }));
  }
}

/** DSP blocks are there where they are asked for, and asked for where they are chosen. */
function checkMultipliers({ multipliers, dspLayers, dspBudget, part }: CodesignConfig['hlsEmit']): void {
  const key = dspLayers ? 'hlsEmit.dspLayers' : 'hlsEmit.dspBudget';
  if (multipliers === 'logic' && (dspLayers !== undefined || dspBudget !== undefined)) {
    throw new CodesignError(
      'hlsEmit.multipliers',
      `${key} has a meaning with hlsEmit.multipliers "dsp" only, which is "logic". Set it to "dsp", or leave ${key} out`,
    );
  }
  if (multipliers === 'dsp' && findPart(part).dsps === 0) {
    throw new CodesignError(
      'hlsEmit.multipliers',
      `hlsEmit.multipliers is "dsp", but ${part} has no DSP blocks. Set it to "logic", or choose another hlsEmit.part`,
    );
  }
}

function checkSearchSpace({ search }: CodesignConfig): void {
  const space = spaceOf(search);
  onConfiguredSpace(spaceKeyOf(search), () => checkSpace(space));
  search.baselines.forEach((baseline, index) =>
    onConfiguredSpace(
      () => `search.baselines[${index}]`,
      () => canonicalGenotype(space, baseline),
    ),
  );
}

function checkLocalSpace({ localSearch, task }: CodesignConfig): void {
  onConfiguredSpace(localSpaceKey, () => checkSpace(localSpace(localSearch, task, [])));
}

function checkPart(key: string, part: string): void {
  atKey(key, () => findPart(part));
}

/** Names the key in what a check of its value throws. */
function atKey(key: string, check: () => unknown): void {
  try {
    check();
  } catch (cause) {
    if (!(cause instanceof CodesignError)) throw cause;
    throw new CodesignError(cause.code, `${key}: ${cause.message}`, { cause });
  }
}

function checkTargets(config: CodesignConfig): void {
  const problem = withoutVerilog(config);
  if (problem !== undefined) throw new CodesignError('config.targets', problem);
}

async function problemOf(check: () => unknown): Promise<CodesignError[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (error instanceof CodesignError) return [error];
    throw error;
  }
}
