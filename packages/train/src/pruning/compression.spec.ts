import { interpret, lower, type Network } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { foldBatchNorm, quantizeNetwork } from '../quantization';
import { predict } from '../training/evaluate';
import { initialWeights } from '../training/initialWeights';
import { train } from '../training/train';
import type { Arrays, TrainingSettings } from '../training/types';
import { prune } from './prune';
import { cheapestStep, type PruningStep } from './pruningStep';

const engine = createWasmEngine();
const gridBits = 5;
const side = 2 ** gridBits;

/** Every point of the input's grid; class 1 lies within a circle that holds about half of the points. */
const allPoints = pointsWhere(() => true);
const trainPoints = pointsWhere((i) => i % 4 !== 0);
const validationPoints = pointsWhere((i) => i % 4 === 0);

function pointsWhere(belongs: (index: number) => boolean): Arrays {
  const indices = Array.from({ length: side * side }, (_, i) => i).filter(belongs);
  const integers = indices.flatMap((i) => [Math.floor(i / side), i % side]);
  const isInside = (i: number) =>
    (Math.floor(i / side) - 15.5) ** 2 + ((i % side) - 15.5) ** 2 < (side * side) / 6.28 ? 1 : 0;
  return {
    count: indices.length,
    x: Float32Array.from(integers, (integer) => integer / side),
    y: Int32Array.from(indices, isInside),
  };
}

const layer = (name: string, kind: string, [from, config]: [string, Record<string, unknown>]) => ({
  name,
  kind,
  inputs: [from],
  config,
});
const networkWith = (applied: string): Network => ({
  name: 'circle',
  input: { shape: [2], format: { signed: false, integer: 0, fraction: gridBits } },
  layers: [
    layer('hidden1', 'dense', ['input', { units: 16 }]),
    layer('norm1', 'batchNorm', ['hidden1', { momentum: 0.9 }]),
    layer('act1', 'activation', ['norm1', { function: applied }]),
    layer('hidden2', 'dense', ['act1', { units: 8 }]),
    layer('act2', 'activation', ['hidden2', { function: applied }]),
    layer('logits', 'dense', ['act2', { units: 2 }]),
  ],
  output: 'logits',
});
const settings: TrainingSettings = {
  epochs: 60,
  batchSize: 32,
  learningRate: 0.01,
  schedule: 'cosine',
  loss: 'softmaxCrossEntropy',
  keep: 'best',
  seed: 1,
};

/** Trains, folds, quantises, trains with quantisers, prunes. */
async function compress(applied: string) {
  const sets = { train: trainPoints, validation: validationPoints };
  const network = networkWith(applied);
  const float = train(engine, { network, weights: initialWeights(network, 1), settings, ...sets });
  const folded = foldBatchNorm(network, float.weights);
  const quantized = quantizeNetwork({
    ...folded,
    calibration: trainPoints,
    weightBits: 6,
    activationBits: 6,
    engine,
  });
  const fineTuneSettings = { ...settings, epochs: 20 };
  const tuned = train(engine, {
    network: quantized,
    weights: folded.weights,
    settings: fineTuneSettings,
    ...sets,
  });
  const path = await prune({
    network: quantized,
    weights: tuned.weights,
    metric: tuned.metric,
    task: 'classification',
    sample: trainPoints,
    engine,
    validation: validationPoints,
    methods: [{ kind: 'structured', share: 0.25, steps: 3 }],
    maxLoss: 0.03,
    fineTune: ({ network: candidate, weights }) => {
      const result = train(engine, { network: candidate, weights, settings: fineTuneSettings, ...sets });
      return Promise.resolve({ weights: result.weights, metric: result.metric });
    },
  });
  return { float, tuned, path };
}

function mismatches({ network, weights }: PruningStep): number {
  const program = lower(network, weights);
  const scale = 2 ** program.operations[program.output].fraction;
  const integers = Int32Array.from(allPoints.x, (value) => value * side);
  const expected = interpret(program, integers, allPoints.count);
  const outputs = predict(engine, { network, weights, x: allPoints.x, count: allPoints.count });
  return expected.reduce((count, integer, i) => (integer === outputs[i] * scale ? count : count + 1), 0);
}

describe.each(['relu', 'tanh'])(
  'a network with %s, trained, folded, quantised, trained again and pruned',
  (applied) => {
    let result: Awaited<ReturnType<typeof compress>>;
    beforeAll(async () => {
      result = await compress(applied);
    });

    it('has the interpreter of the integers and the engine agree on every point of the grid, at every step', () => {
      expect(result.path.length).toBeGreaterThan(1);
      expect(result.path.map(mismatches)).toEqual(result.path.map(() => 0));
    });

    it('separates a circle from its surroundings, before and after, with fewer units and less cost', () => {
      const chosen = cheapestStep(result.path);
      expect(result.float.metric).toBeGreaterThan(0.95);
      expect(result.tuned.metric).toBeGreaterThan(0.95);
      expect(chosen.metric).toBeGreaterThan(0.92);
      expect(chosen.units.hidden1 + chosen.units.hidden2).toBeLessThan(24);
      expect(chosen.ebops!).toBeLessThan(result.path[0].ebops!);
    });

    it('comes out the same the second time', async () => {
      expect((await compress(applied)).path).toEqual(result.path);
    });
  },
);
