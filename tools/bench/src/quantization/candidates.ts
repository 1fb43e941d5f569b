import { costsOf, interpret, lower, type Network, type Weights } from '@nx-codesign/ir';
import {
  evaluate,
  foldBatchNorm,
  initialWeights,
  learnWidths,
  predict,
  quantizeNetwork,
  snapWeights,
  train,
  type Arrays,
  type DataSet,
  type TrainingSettings,
  type WasmEngine,
} from '@nx-codesign/train';
import type { QuantizationCase } from './cases';

interface Model {
  readonly network: Network;
  readonly weights: Weights;
}

/** A quantised network and what it reaches on the validation split. */
export interface Candidate extends Model {
  readonly name: string;
  readonly accuracy: number;
  readonly ebops: number;
}

/** What candidates are trained on, and for how long each. */
interface Training {
  readonly data: DataSet;
  readonly epochs: number;
}

const seed = 1;
/** Widths of weights and activations, each from the weights of the one before. */
const uniformBits = [8, 7, 6, 5, 4, 3];
const calibrationSamples = 2048;
const settings: Omit<TrainingSettings, 'epochs' | 'learningRate'> = {
  batchSize: 128,
  schedule: 'cosine',
  loss: 'softmaxCrossEntropy',
  keep: 'best',
  seed,
};
/** See `WidthTraining`; from nearly free to a third of the accuracy's price. */
const strengths = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6];

/** The float network, trained to the end, batch norm folded. */
export function trainFloat(engine: WasmEngine, { network, epochs }: QuantizationCase, data: DataSet): Model {
  const trained = train(engine, {
    network,
    weights: initialWeights(network, seed),
    settings: { ...settings, epochs: epochs.float, learningRate: 2e-3 },
    ...data,
  });
  return foldBatchNorm(network, trained.weights);
}

/** Networks of one width each, every one trained from the weights of the next wider one. */
export function uniformCandidates(
  engine: WasmEngine,
  { network, weights }: Model,
  { data, epochs }: Training,
): Candidate[] {
  const calibration = { x: data.train.x, count: calibrationSamples };
  let start = weights;
  return uniformBits.map((bits) => {
    const quantized = quantizeNetwork({
      ...{ network, weights: start, calibration, engine },
      ...{ weightBits: bits, activationBits: bits },
    });
    const trained = train(engine, {
      network: quantized,
      weights: start,
      settings: { ...settings, epochs, learningRate: 2e-3 },
      ...data,
    });
    start = trained.weights;
    const model = { network: quantized, weights: snapWeights(quantized, trained.weights) };
    return candidateOf(engine, { name: `w${bits}a${bits}`, ...model }, data);
  });
}

/** Networks of learned widths along the front. */
export function learnedCandidates(engine: WasmEngine, float: Model, { data, epochs }: Training): Candidate[] {
  const { candidates } = learnWidths(engine, {
    ...float,
    settings: {
      ...settings,
      ...{ epochs, learningRate: 4e-3, batchSize: 256, widthRate: 0.03, startBits: 8, strengths },
    },
    ...data,
  });
  return candidates.map(({ strength, network, weights }) =>
    candidateOf(engine, { name: `learned ${strength}`, network, weights }, data),
  );
}

/** Outputs of some examples in which the engine differs from the interpreter. */
export function mismatches(engine: WasmEngine, { network, weights }: Model, { x, count }: Arrays): number {
  const program = lower(network, weights);
  const scale = 2 ** network.input.format.fraction;
  const expected = interpret(
    program,
    Int32Array.from(x, (value) => value * scale),
    count,
  );
  const step = 2 ** -program.operations[program.output].fraction;
  const outputs = predict(engine, { network, weights, x, count });
  return expected.reduce((wrong, integer, i) => (integer * step === outputs[i] ? wrong : wrong + 1), 0);
}

function candidateOf(
  engine: WasmEngine,
  model: Model & { name: string },
  { validation }: DataSet,
): Candidate {
  const { metric: accuracy } = evaluate(engine, { ...model, arrays: validation });
  return { ...model, accuracy, ebops: costsOf(model.network, model.weights).ebops! };
}
