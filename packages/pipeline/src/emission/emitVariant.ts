import { latencyNsOf } from '@nx-codesign/hardware';
import type { Targets } from '@nx-codesign/train';
import { artefactJson } from '../artefacts/json';
import { modelFiles, readModel, type Model } from '../artefacts/networkFiles';
import type { Artefacts } from '../artefacts/writeFolder';
import type { CodesignConfig } from '../config/schema';
import type { EmitDesignInput, EmitDesignOutput } from '../jobs/emitDesign';
import { inputIntegers } from '../jobs/inputIntegers';
import { splitOf } from '../jobs/job';
import type { EmittedVariant, PrunedVariant } from '../records/variants';
import { readSplits } from '../stages/dataSets';
import type { StageContext } from '../stages/stage';
import { inFolder, mergeArtefacts } from '../stages/variants';
import type { Pool } from '../threads/pool';
import { criticalPathOf } from '../timing/clock';
import { deriveSeed } from '../trials/seeds';
import { makeStimuli, type Stimuli } from '../vectors/stimuli';
import { vectorFiles } from '../vectors/vectorFiles';

export interface Emitted {
  readonly variant: EmittedVariant;
  readonly artefacts: Artefacts;
}

/** Writes one variant for each target, with its vectors: the test split, corners and random ones. */
export async function emitVariant(
  context: StageContext,
  pool: Pool,
  variant: PrunedVariant,
): Promise<Emitted> {
  const { part, clockPeriodNs, reuseFactor, targets, ...options } = context.config.hlsEmit;
  const model = readModel(context.reader, 'prune', variant.name);
  const { stimuli, answers } = verificationVectors(context, model);
  const emitted = await pool.run('emitDesign', {
    ...model,
    part,
    clockPeriodNs,
    reuseFactor,
    ...multipliersOf(options),
    ...aims[options.optimizeFor],
    targets,
    stimuli: stimuli.integers,
    count: stimuli.count,
  });
  const { description, files, expected } = emitted;
  const vectors = { count: stimuli.count, stimuli: stimuli.integers, expected, answers };
  return {
    variant: { ...variant, ...factsOf(emitted, stimuli) },
    artefacts: mergeArtefacts([
      modelFiles(variant.name, model),
      { [`${variant.name}/design.json`]: artefactJson(description) },
      inFolder(variant.name, files),
      vectorFiles(`${variant.name}/vectors`, vectors, description),
    ]),
  };
}

/** What is multiplied in DSP blocks; nothing at all if all of it is in LUTs. */
function multipliersOf({
  multipliers,
  dspLayers: layers,
  dspBudget: budget,
}: Pick<CodesignConfig['hlsEmit'], 'multipliers' | 'dspLayers' | 'dspBudget'>): Pick<
  EmitDesignInput,
  'multipliers'
> {
  return multipliers === 'dsp'
    ? { multipliers: { ...(layers && { layers }), ...(budget !== undefined && { budget }) } }
    : {};
}

/** What an aim asks of adder trees: the LUT levels over the fewest; nothing where each layer decides. */
const aims: Readonly<Record<CodesignConfig['hlsEmit']['optimizeFor'], Pick<EmitDesignInput, 'extraDepth'>>> =
  { latency: { extraDepth: 'fastest' }, balanced: {}, area: { extraDepth: 2 } };

function verificationVectors(
  { config, reader }: StageContext,
  { network }: Model,
): { stimuli: Stimuli; answers: Targets } {
  const test = splitOf(readSplits(reader, ['test']), 'test');
  const { format } = network.input;
  const stimuli = makeStimuli({
    samples: inputIntegers(test.x, format),
    inputs: test.x.length / test.count,
    format,
    randomVectors: config.hlsEmit.cornerVectors,
    seed: deriveSeed(config.seed, 'vectors'),
  });
  return { stimuli, answers: test.y };
}

function factsOf(
  { description, estimated }: EmitDesignOutput,
  { count, testSamples }: Stimuli,
): Pick<EmittedVariant, 'design' | 'vectors'> {
  const { top, part, clockPeriodNs, latencyCycles, initiationInterval, modules } = description;
  const criticalPathNs = criticalPathOf(modules);
  return {
    design: {
      top,
      part,
      clockPeriodNs,
      latencyCycles,
      initiationInterval,
      criticalPathNs,
      latencyNs: latencyNsOf({ latencyCycles, clockPeriodNs, criticalPathNs }),
      modules: modules.length,
      estimated,
    },
    vectors: { count, testSamples, corners: count - testSamples },
  };
}
