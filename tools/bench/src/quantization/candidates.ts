import { costsOf, interpret, lower, type Network, type Weights } from '@nx-codesign/ir';
import {
  evaluate,
  foldBatchNorm,
  initialWeights,
  learnRanges,
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
/** Widths of weights and activations, the width whose weights each starts from, and its share of the epochs. */
const uniformWidths = [
  { bits: 8, from: 32, share: 0.5 },
  { bits: 6, from: 8, share: 0.5 },
  { bits: 5, from: 6, share: 0.5 },
  { bits: 4, from: 6, share: 1 },
];
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

/** A way to uniform widths: scales of weights and ranges of activations, for each channel or for a layer. */
interface Setting {
  /** Behind the widths in the candidates' names. */
  readonly label: string;
  readonly weightRanges: 'channel' | 'tensor';
  readonly ranges: 'channel' | 'tensor';
  readonly calibration: 'learned' | 'sample';
  /** Times the epochs; ranges that are not trained take half the time. */
  readonly epochs: number;
}

const uniformSettings: readonly Setting[] = [
  { label: 'trained', weightRanges: 'channel', ranges: 'channel', calibration: 'learned', epochs: 1 },
  { label: 'by channel', weightRanges: 'channel', ranges: 'tensor', calibration: 'sample', epochs: 2 },
  { label: 'by layer', weightRanges: 'tensor', ranges: 'tensor', calibration: 'sample', epochs: 2 },
];

/** A uniform network; `bits` is the width of all its weights and activations. */
export interface UniformCandidate extends Candidate {
  readonly bits: number;
}

/** Networks of one width each, weights and activations alike, in every setting. */
export function uniformCandidates(engine: WasmEngine, float: Model, training: Training): UniformCandidate[] {
  return uniformSettings.flatMap((setting) => {
    const starts = new Map<number, Weights>();
    return uniformWidths.map(({ bits, from, share }) => {
      const epochs = Math.round(share * setting.epochs * training.epochs);
      const start = { network: float.network, weights: starts.get(from) ?? float.weights };
      const trained = retrain(engine, start, { data: training.data, epochs, bits, setting });
      starts.set(bits, trained.unrounded);
      const { network, weights } = trained;
      const name = `w${bits}a${bits} ${setting.label}`;
      return { ...candidateOf(engine, { name, network, weights }, training.data), bits };
    });
  });
}

function retrain(
  engine: WasmEngine,
  start: Model,
  { data, epochs, bits, setting }: Training & { readonly bits: number; readonly setting: Setting },
) {
  const { ranges, weightRanges } = setting;
  const calibration = { x: data.train.x, count: calibrationSamples };
  const widths = { weightBits: bits, activationBits: bits, ranges, weightRanges };
  const network = quantizeNetwork({ ...start, calibration, engine, ...widths });
  const options = {
    ...{ network, weights: start.weights },
    settings: { ...settings, epochs, learningRate: rateAt(bits) },
    ...data,
  };
  return setting.calibration === 'learned'
    ? learnRanges(engine, { ...options, grain: ranges })
    : roundedAfter(network, train(engine, options).weights);
}

function roundedAfter(network: Network, unrounded: Weights) {
  return { network, weights: snapWeights(network, unrounded), unrounded };
}

/** 0.0015 at 8 bits, times the root of 2 for each bit less, as the `qat` stage does. */
function rateAt(bits: number): number {
  return 1.5e-3 * Math.sqrt(2 ** (8 - bits));
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
