import type { Network, Weights } from '@nx-codesign/ir';
import {
  foldBatchNorm,
  initialWeights,
  learnRanges,
  prune,
  quantizeNetwork,
  snapWeights,
  train,
  type DataSet,
  type LayerBits,
  type PruningCandidate,
  type PruningMethod,
  type TrainingSettings,
  type WasmEngine,
} from '@nx-codesign/train';

/** A trained network with its validation accuracy; its weights are on their grids. */
export interface Trained extends PruningCandidate {
  readonly accuracy: number;
}

/** What a course works with. */
export interface Workshop {
  readonly engine: WasmEngine;
  readonly dataSet: DataSet;
}

/** Widths in bits. */
export interface Precision {
  readonly weightBits: number;
  /** One for all layers, or by layer. */
  readonly activationBits: LayerBits;
}

/** How structured pruning removes units. */
export interface UnitSteps {
  /** Of the units that are left, in each step. */
  readonly share: number;
  readonly steps: number;
  /** Units that every hidden layer keeps. */
  readonly minimumUnits: number;
}

type Length = Pick<TrainingSettings, 'epochs' | 'learningRate'>;

const calibrationSamples = 4096;
const importanceSamples = 4096;

/** Trains a float network from its initial weights. */
export function trainFloat(workshop: Workshop, network: Network, length: Length): Trained {
  const { seed } = settingsOf(length);
  return goOn(workshop, { network, weights: initialWeights(network, seed) }, length);
}

/** Folds batch normalisation, gives formats and goes on training with the rounding in the loop. */
export function quantize(
  workshop: Workshop,
  { network, weights }: { readonly network: Network; readonly weights: Weights },
  { weightBits, activationBits, ...length }: Length & Precision,
): Trained {
  const { engine, dataSet } = workshop;
  const folded = foldBatchNorm(network, weights);
  const calibration = { x: dataSet.train.x, count: calibrationSamples };
  const widths = { weightBits, activationBits, ranges: 'channel' as const, weightRanges: 'channel' as const };
  const rounded = quantizeNetwork({ ...folded, calibration, ...widths, engine });
  return goOn(workshop, { network: rounded, weights: folded.weights }, length);
}

/** The path of a quantised network, quantisers on, without its start; `maxLoss` is against the start. */
export async function path(
  workshop: Workshop,
  start: Trained,
  { methods, maxLoss, ...length }: Length & { methods: readonly PruningMethod[]; maxLoss: number },
): Promise<Trained[]> {
  const { engine, dataSet } = workshop;
  const [, ...steps] = await prune({
    ...start,
    methods,
    maxLoss,
    metric: start.accuracy,
    task: 'classification',
    sample: { ...dataSet.train, count: importanceSamples },
    validation: dataSet.validation,
    engine,
    fineTune: (candidate) => {
      const { weights, accuracy } = goOn(workshop, candidate, length);
      return Promise.resolve({ weights, metric: accuracy });
    },
  });
  return steps.map(({ metric, ...step }) => ({ ...step, accuracy: metric }));
}

/**
 * The path of structured pruning whose steps train the ranges of their activations as well, without its start: a unit
 * that goes changes the ranges of all behind it.
 */
export async function pathWithRanges(
  workshop: Workshop,
  start: Trained,
  { share, steps, minimumUnits, ...length }: Length & UnitSteps,
): Promise<Trained[]> {
  const { engine, dataSet } = workshop;
  const method = { kind: 'structured', share, steps: 1, minimumUnits } as const;
  const found: Trained[] = [];
  for (let current = start; found.length < steps; found.push(current)) {
    const [, next] = await prune({
      ...current,
      methods: [method],
      maxLoss: 1,
      metric: current.accuracy,
      task: 'classification',
      sample: { ...dataSet.train, count: importanceSamples },
      validation: dataSet.validation,
      engine,
      // Trained below, with the ranges.
      fineTune: ({ weights }) => Promise.resolve({ weights, metric: 0 }),
    });
    if (next === undefined) break;
    current = goOnWithRanges(workshop, next, length);
  }
  return found;
}

/** Goes on training weights and the ranges of activations; the best epoch on the validation samples is kept. */
export function goOnWithRanges(
  { engine, dataSet }: Workshop,
  start: PruningCandidate,
  length: Length,
): Trained {
  const { network, weights, metric } = learnRanges(engine, {
    network: start.network,
    weights: start.weights,
    settings: settingsOf(length),
    train: dataSet.train,
    validation: dataSet.validation,
    grain: 'channel',
  });
  return { network, weights, accuracy: metric };
}

/** Goes on training; the best epoch on the validation samples is kept. */
export function goOn({ engine, dataSet }: Workshop, start: PruningCandidate, length: Length): Trained {
  const { network, masks } = start;
  const { weights, metric } = train(engine, {
    network,
    weights: start.weights,
    ...(masks && { masks }),
    settings: settingsOf(length),
    train: dataSet.train,
    validation: dataSet.validation,
  });
  return { ...start, weights: snapWeights(network, weights), accuracy: metric };
}

function settingsOf(length: Length): TrainingSettings {
  return {
    ...length,
    batchSize: 256,
    schedule: 'cosine',
    loss: 'softmaxCrossEntropy',
    keep: 'best',
    seed: 1,
  };
}
