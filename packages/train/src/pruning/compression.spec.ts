import { interpret, lower, type Network } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { foldBatchNorm, quantizeNetwork } from '../quantization';
import { predict } from '../training/evaluate';
import { initialWeights } from '../training/initialWeights';
import { train } from '../training/train';
import type { Arrays, TrainingSettings } from '../training/types';
import { prune, type PruningOptions } from './prune';
import { cheapestStep, type PruningStep } from './pruningStep';
import { digitCount } from './signedDigits';
import { quantizedKernels } from './quantizedKernels';
import { trainWithDigits } from './trainWithDigits';

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

const sets = { train: trainPoints, validation: validationPoints };
const fineTuneSettings = { ...settings, epochs: 20 };

/** Trains, folds, quantises, trains with quantisers. */
function quantizedCircle(applied: string) {
  const network = networkWith(applied);
  const float = train(engine, { network, weights: initialWeights(network, 1), settings, ...sets });
  const folded = foldBatchNorm(network, float.weights);
  const widths = { weightBits: 6, activationBits: 6 };
  const quantized = quantizeNetwork({ ...folded, calibration: trainPoints, ...widths, engine });
  const start = { network: quantized, weights: folded.weights };
  return { float, quantized, tuned: train(engine, { ...start, settings: fineTuneSettings, ...sets }) };
}

/** The path of these methods, with training by masks and digits in between. */
function pathOf(
  { quantized, tuned }: Pick<ReturnType<typeof quantizedCircle>, 'quantized' | 'tuned'>,
  { methods, epochs }: Pick<PruningOptions, 'methods'> & { epochs: number },
) {
  return prune({
    network: quantized,
    weights: tuned.weights,
    metric: tuned.metric,
    task: 'classification',
    sample: trainPoints,
    validation: validationPoints,
    engine,
    methods,
    maxLoss: 0.03,
    fineTune: ({ digitLimits = {}, ...candidate }) =>
      Promise.resolve(
        trainWithDigits(engine, { ...candidate, digitLimits, settings: { ...settings, epochs }, ...sets }),
      ),
  });
}

async function compress(applied: string) {
  const circle = quantizedCircle(applied);
  const methods = [{ kind: 'structured', share: 0.25, steps: 3 } as const];
  return { ...circle, path: await pathOf(circle, { methods, epochs: 20 }) };
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

describe('weights that pruning has fixed', () => {
  const circle = quantizedCircle('relu');

  it('are exactly 0 after every training where they are masked, and more of them at every step', async () => {
    const methods = [{ kind: 'unstructured', share: 0.3, steps: 3, rewind: 'start' } as const];
    const path = await pathOf(circle, { methods, epochs: 3 });
    expect(path.length).toBeGreaterThan(2);
    for (const { masks = {}, weights, zeroShare } of path.slice(1)) {
      const held = Object.entries(masks).flatMap(([tensor, mask]) =>
        Array.from(weights[tensor].data).filter((_, i) => mask[i] === 0),
      );
      expect(held.length).toBeGreaterThan(0);
      expect(held.every((weight) => weight === 0)).toBe(true);
      // 176 kernel weights.
      expect(zeroShare).toBeGreaterThanOrEqual(held.length / 176);
    }
    expect(path.map(mismatches)).toEqual(path.map(() => 0));
  });

  it('have no more signed digits than their limits after every training, and cost less at every step', async () => {
    const methods = [{ kind: 'hardware', share: 0.2, steps: 3 } as const];
    const path = await pathOf(circle, { methods, epochs: 3 });
    expect(path.length).toBeGreaterThan(2);
    for (const { network, weights, digitLimits } of path.slice(1)) {
      for (const { tensor, integers } of quantizedKernels(network, weights)) {
        const beyond = integers.filter((integer, i) => digitCount(integer) > digitLimits![tensor][i]);
        expect(beyond).toHaveLength(0);
      }
    }
    const costs = path.map(({ ebops }) => ebops!);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
    expect(path.map(mismatches)).toEqual(path.map(() => 0));
  });
});
