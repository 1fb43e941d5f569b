import {
  cheapestStep,
  createWasmEngine,
  pruneStructured,
  type PruningStep as PathStep,
} from '@nx-codesign/train';
import { CodesignError } from '@nx-codesign/ir';
import { artefactJson } from '../artefacts/json';
import { modelFiles, readModel, type Model } from '../artefacts/networkFiles';
import { artefactFormatVersion } from '../records/schema';
import type { PruningStep } from '../records/trials';
import type { PrunedVariant, QuantizedVariant } from '../records/variants';
import { mlpName } from '../families/mlp';
import { splitOf } from '../jobs/job';
import { estimate } from '../jobs/estimate';
import { createProgress, type Progress } from '../progress/progress';
import { count, percent, type Table } from '../progress/table';
import { deriveSeed } from '../trials/seeds';
import { lastEvaluation } from './lastEvaluation';
import type { Stage, StageContext } from './stage';
import { mergeArtefacts, readVariants, variantsFile } from './variants';
import { inWorkshop, type Workshop } from './workshop';

/** Training samples that the importance of units is measured on. */
const importanceSamples = 2048;

interface Pruned {
  readonly variant: Omit<PrunedVariant, 'test' | 'engineCheck'>;
  readonly model: Model;
  readonly path: readonly PruningStep[];
}

/** Removes units step by step, takes the cheapest network within the loss, and reads the test split once. */
export const prune: Stage = async (context) => {
  const variants = readVariants<QuantizedVariant>(context.reader, 'qat');
  const pruned = await inWorkshop(context, (workshop) => {
    const progress = createProgress({ ...context, unit: 'steps', total: variants.length * stepsOf(context) });
    return Promise.all(variants.map((variant) => pruneVariant({ ...context, progress }, workshop, variant)));
  });
  const evaluated = await lastEvaluation(context, pruned);
  return {
    artefacts: mergeArtefacts([
      variantsFile(evaluated),
      ...pruned.map(({ variant: { name }, model, path }) => ({
        ...modelFiles(name, model),
        [`${name}/path.json`]: artefactJson({ formatVersion: artefactFormatVersion, path }),
      })),
    ]),
    summary: `${variants.length} variants pruned; engine and interpreter agree on ${evaluated[0].engineCheck.vectors} test samples`,
    tables: [pathTable(pruned), accuracyTable(evaluated)],
  };
};

function stepsOf({ config: { prune: slice } }: StageContext): number {
  return slice.method === 'none' ? 0 : slice.steps;
}

async function pruneVariant(
  context: StageContext & { readonly progress: Progress },
  workshop: Workshop,
  variant: QuantizedVariant,
): Promise<Pruned> {
  const { prune: slice, seed, task } = context.config;
  const { epochs, batchSize, learningRate, share, maxLoss } = slice;
  const start = readModel(context.reader, 'qat', `${variant.name}/chosen`);
  const { x, count: samples } = splitOf(workshop.splits, 'train');
  const steps = stepsOf(context);
  const path = await pruneStructured({
    ...start,
    metric: variant.validation.quantized ?? 0,
    task,
    share,
    maxLoss,
    steps,
    sample: { x, count: Math.min(samples, importanceSamples) },
    engine: createWasmEngine(),
    signal: context.signal,
    onStep: ({ step }) => step > 0 && context.progress.advance(1),
    fineTune: async ({ network, weights }) => {
      const trained = await workshop.trainer.train({
        network,
        weights,
        settings: {
          epochs,
          batchSize,
          learningRate,
          schedule: 'cosine',
          loss: 'softmaxCrossEntropy',
          keep: 'best',
          seed: deriveSeed(seed, 'prune'),
        },
      });
      if (!trained.ok) throw new CodesignError('prune.diverged', `Pruning ${variant.name}: ${trained.error}`);
      return { weights: trained.weights, metric: trained.accuracy };
    },
  });
  if (path.length <= steps) context.progress.advance(steps + 1 - path.length);
  return choose(variant, path);
}

function choose(variant: QuantizedVariant, path: readonly PathStep[]): Pruned {
  const chosen = cheapestStep(path);
  const model = { network: { ...chosen.network, name: mlpName(chosen.network) }, weights: chosen.weights };
  return {
    model,
    path: path.map(({ step, units, metric, network, weights }) => ({
      step,
      units,
      accuracy: metric,
      costs: estimate({ network, weights }),
    })),
    variant: {
      ...variant,
      step: chosen.step,
      validation: { ...variant.validation, pruned: chosen.metric },
      prunedCosts: estimate(model),
    },
  };
}

function pathTable(pruned: readonly Pruned[]): Table {
  return {
    title: 'Pruning paths (validation accuracy)',
    columns: ['variant', 'step', 'units', 'accuracy %', 'parameters', 'EBOPs', 'chosen'],
    rows: pruned.flatMap(({ variant, path }) =>
      path.map(({ step, units, accuracy, costs }) => [
        variant.name,
        String(step),
        Object.values(units).join('-') || '-',
        percent(accuracy),
        count(costs.parameters),
        count(costs.ebops),
        step === variant.step ? 'yes' : '',
      ]),
    ),
  };
}

function accuracyTable(variants: readonly PrunedVariant[]): Table {
  return {
    title: 'Last evaluation (accuracy %, validation / test)',
    columns: ['variant', 'float', 'quantised', 'pruned', 'engine = interpreter'],
    rows: variants.map(({ name, validation, test, engineCheck: { vectors, mismatches } }) => [
      name,
      `${percent(validation.float)} / ${percent(test.float)}`,
      `${percent(validation.quantized)} / ${percent(test.quantized)}`,
      `${percent(validation.pruned)} / ${percent(test.pruned)}`,
      `${count(vectors - mismatches)} of ${count(vectors)}`,
    ]),
  };
}
