import { costsOf, interpret, lower, type Network, type Weights } from '@nx-codesign/ir';
import {
  evaluate,
  foldBatchNorm,
  initialWeights,
  learnWidths,
  predict,
  quantizeNetwork,
  roundedLayers,
  snapWeights,
  train,
  type Arrays,
  type DataSet,
  type LayerBits,
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

/** Networks of one width each, every one trained from the weights of the next wider one; last, 4 bits with wider ends. */
export function uniformCandidates(
  engine: WasmEngine,
  { network, weights }: Model,
  { data, epochs }: Training,
): Candidate[] {
  const calibration = { x: data.train.x, count: calibrationSamples };
  const quantizeFrom = (start: Weights, { name, weightBits, bits }: Precision) => {
    const widths = { weightBits, activationBits: bits };
    const quantized = quantizeNetwork({ network, weights: start, calibration, engine, ...widths });
    const trained = train(engine, {
      network: quantized,
      weights: start,
      settings: { ...settings, epochs: bits > fewBits ? epochs : 3 * epochs, learningRate: rateAt(bits) },
      ...data,
    });
    const model = { network: quantized, weights: snapWeights(quantized, trained.weights) };
    return { unrounded: trained.weights, candidate: candidateOf(engine, { name, ...model }, data) };
  };
  const candidates: Candidate[] = [];
  let start = weights;
  for (const bits of uniformBits) {
    if (bits === fewBits) {
      const weightBits = withWiderEnds(network, bits);
      candidates.push(quantizeFrom(start, { name: `w${bits}a${bits}, ends w6`, weightBits, bits }).candidate);
    }
    const { unrounded, candidate } = quantizeFrom(start, {
      name: `w${bits}a${bits}`,
      weightBits: bits,
      bits,
    });
    candidates.push(candidate);
    start = unrounded;
  }
  return candidates;
}

interface Precision {
  readonly name: string;
  readonly weightBits: LayerBits;
  readonly bits: number;
}

/** From here on weights need longer training. */
const fewBits = 4;
/** Weights of the first and the last layer beside 4 bits elsewhere. */
const endBits = 6;

/** 0.0015 at 8 bits, times the root of 2 for each bit less, as the `qat` stage does. */
function rateAt(bits: number): number {
  return 1.5e-3 * Math.sqrt(2 ** (8 - bits));
}

function withWiderEnds(network: Network, bits: number): LayerBits {
  const { weights } = roundedLayers(network);
  const last = weights.length - 1;
  return Object.fromEntries(weights.map((layer, i) => [layer, i === 0 || i === last ? endBits : bits]));
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
