import type { Network, Weights } from '@nx-codesign/ir';
import {
  foldBatchNorm,
  initialWeights,
  prune,
  quantizeNetwork,
  snapWeights,
  train,
  type DataSet,
  type Engine,
  type PruningCandidate,
  type PruningMethod,
  type TrainingSettings,
} from '@nx-codesign/train';

/** A trained network with its validation accuracy; its weights are on their grids. */
export interface Trained extends PruningCandidate {
  readonly accuracy: number;
}

/** What a course works with. */
export interface Workshop {
  readonly engine: Engine;
  readonly dataSet: DataSet;
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
  { weightBits, activationBits, ...length }: Length & { weightBits: number; activationBits: number },
): Trained {
  const { engine, dataSet } = workshop;
  const folded = foldBatchNorm(network, weights);
  const calibration = { x: dataSet.train.x, count: calibrationSamples };
  const widths = { weightBits, activationBits, ranges: 'channel' as const };
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
