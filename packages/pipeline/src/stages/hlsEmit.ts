import { artefactJson } from '../artefacts/json';
import { modelFiles, readModel } from '../artefacts/networkFiles';
import type { EmittedVariant, PrunedVariant } from '../records/variants';
import type { Artefacts } from '../artefacts/writeFolder';
import { inputIntegers } from '../jobs/inputIntegers';
import { splitOf } from '../jobs/job';
import { createProgress } from '../progress/progress';
import { count, decimal, type Table } from '../progress/table';
import { createPool, type Pool } from '../threads/pool';
import { deriveSeed } from '../trials/seeds';
import { makeStimuli } from '../vectors/stimuli';
import { vectorFiles } from '../vectors/vectorFiles';
import { readSplits } from './dataSets';
import type { Stage, StageContext } from './stage';
import { inFolder, mergeArtefacts, readVariants, variantsFile } from './variants';

interface Emitted {
  readonly variant: EmittedVariant;
  readonly artefacts: Artefacts;
}

/** Writes each variant as Verilog and HLS C++, with the vectors that it must answer exactly. */
export const hlsEmit: Stage = async (context) => {
  const variants = readVariants<PrunedVariant>(context.reader, 'prune');
  const pool = createPool({ size: context.workers, setup: {}, signal: context.signal });
  const progress = createProgress({ ...context, unit: 'variants', total: variants.length });
  try {
    const emitted = await Promise.all(
      variants.map(async (variant) => {
        const result = await emitVariant(context, pool, variant);
        progress.advance(1);
        return result;
      }),
    );
    return {
      artefacts: mergeArtefacts([
        variantsFile(emitted.map(({ variant }) => variant)),
        ...emitted.map(({ artefacts }) => artefacts),
      ]),
      summary: `${variants.length} designs as ${context.config.hlsEmit.targets.join(' and ')}, ${emitted[0].variant.vectors.count} vectors each`,
      tables: [designTable(emitted)],
    };
  } finally {
    await pool.close();
  }
};

async function emitVariant(context: StageContext, pool: Pool, variant: PrunedVariant): Promise<Emitted> {
  const { hlsEmit: slice, seed } = context.config;
  const { part, clockPeriodNs, targets } = slice;
  const model = readModel(context.reader, 'prune', variant.name);
  const test = splitOf(readSplits(context.reader, ['test']), 'test');
  const stimuli = makeStimuli({
    samples: inputIntegers(test.x, model.network.input.format),
    inputs: test.x.length / test.count,
    format: model.network.input.format,
    randomVectors: slice.cornerVectors,
    seed: deriveSeed(seed, 'vectors'),
  });
  const { description, estimated, files, expected } = await pool.run('emitDesign', {
    ...model,
    part,
    clockPeriodNs,
    targets,
    stimuli: stimuli.integers,
    count: stimuli.count,
  });
  const { top, latencyCycles, initiationInterval, modules } = description;
  const vectors = {
    count: stimuli.count,
    stimuli: stimuli.integers,
    expected,
    labels: Int32Array.from(test.y),
  };
  return {
    variant: {
      ...variant,
      design: {
        top,
        part: description.part,
        clockPeriodNs,
        latencyCycles,
        initiationInterval,
        modules: modules.length,
        estimated,
      },
      vectors: {
        count: stimuli.count,
        testSamples: stimuli.testSamples,
        corners: stimuli.count - stimuli.testSamples,
      },
    },
    artefacts: mergeArtefacts([
      modelFiles(variant.name, model),
      { [`${variant.name}/design.json`]: artefactJson(description) },
      inFolder(variant.name, files),
      vectorFiles(`${variant.name}/vectors`, vectors, description),
    ]),
  };
}

function designTable(emitted: readonly Emitted[]): Table {
  return {
    title: 'Designs (LUTs and flip-flops estimated)',
    columns: ['variant', 'top', 'modules', 'cycles', 'ns', 'LUTs', 'FFs', 'vectors'],
    rows: emitted.map(({ variant: { name, design, vectors } }) => [
      name,
      design.top,
      String(design.modules),
      String(design.latencyCycles),
      decimal(design.latencyCycles * design.clockPeriodNs),
      count(design.estimated.luts),
      count(design.estimated.ffs),
      count(vectors.count),
    ]),
  };
}
