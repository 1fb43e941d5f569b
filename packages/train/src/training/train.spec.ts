import { createHash } from 'node:crypto';
import type { Network, Weights } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { evaluate, predict } from './evaluate';
import { initialWeights } from './initialWeights';
import { train, type TrainOptions } from './train';
import type { Arrays, Engine, EpochRecord, TrainingSettings } from './types';

const engine = createWasmEngine();

const network: Network = {
  name: 'ring',
  input: { shape: [2], format: { signed: true, integer: 1, fraction: 6 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 12 } },
    { name: 'b', kind: 'activation', inputs: ['a'], config: { function: 'relu' } },
    { name: 'c', kind: 'dense', inputs: ['b'], config: { units: 2 } },
  ],
  output: 'c',
};

/** Points on a grid; the label is whether a point lies outside a circle. `offset` shifts the grid. */
function ring(count: number, offset: number): Arrays {
  const x = Float32Array.from({ length: 2 * count }, (_, i) => (((i * 53 + offset) % 193) - 96) / 64);
  const y = Int32Array.from({ length: count }, (_, i) => (x[2 * i] ** 2 + x[2 * i + 1] ** 2 > 1 ? 1 : 0));
  return { count, x, y };
}

const settings: TrainingSettings = {
  epochs: 12,
  batchSize: 32,
  learningRate: 0.02,
  weightDecay: 1e-4,
  schedule: 'cosine',
  loss: 'softmaxCrossEntropy',
  keep: 'last',
  seed: 5,
};

const options: TrainOptions = {
  network,
  weights: initialWeights(network, 1),
  settings,
  train: ring(301, 0),
  validation: ring(97, 17),
};

const withSettings = (changed: Partial<TrainingSettings>) => ({
  ...options,
  settings: { ...settings, ...changed },
});

function digest(weights: Weights): string {
  const hash = createHash('sha256');
  for (const [tensor, { data }] of Object.entries(weights)) {
    hash.update(tensor).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex').slice(0, 16);
}

interface RecordedStep {
  readonly rows: readonly number[];
  readonly learningRate: number;
}

/** The engine itself, with a note of what each step was given. */
function recordingEngine(): { recorder: Engine; steps: RecordedStep[] } {
  const steps: RecordedStep[] = [];
  const recorder: Engine = {
    ...engine,
    open(...parameters) {
      const session = engine.open(...parameters);
      return {
        ...session,
        step(batch, stepOptions) {
          steps.push({ rows: [...batch.indices], learningRate: stepOptions.learningRate });
          return session.step(batch, stepOptions);
        },
      };
    },
  };
  return { recorder, steps };
}

describe('train', () => {
  it('learns a ring, and records each epoch', () => {
    const seen: EpochRecord[] = [];
    const { epochs, metric, weights, diverged } = train(engine, {
      ...withSettings({ epochs: 60 }),
      onEpoch: (record) => seen.push(record),
    });
    expect(metric).toBeGreaterThan(0.93);
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(epochs[59].trainLoss).toBeLessThan(epochs[0].trainLoss / 2);
    expect(seen).toEqual(epochs);
    expect(diverged).toBeUndefined();
    expect(evaluate(engine, { network, weights, arrays: options.validation })).toEqual({
      loss: epochs[59].validationLoss,
      metric,
    });
  });

  it('gives these very bits on every machine', () => {
    // Other bits: raise `plannerVersion` of the engine, so that no journal mixes old and new.
    expect(digest(train(engine, options).weights)).toBe('67874875a00d357e');
  });

  it('gives other bits for another seed, without changing its inputs', () => {
    const before = digest(options.weights);
    const results = [5, 6, 5].map((seed) => digest(train(engine, withSettings({ seed })).weights));
    expect(results[2]).toBe(results[0]);
    expect(results[1]).not.toBe(results[0]);
    expect(digest(options.weights)).toBe(before);
  });

  it('visits every example once an epoch in a new order, the last partial batch included', () => {
    const { recorder, steps } = recordingEngine();
    train(recorder, withSettings({ epochs: 2 }));
    const epochs = [steps.slice(0, 10), steps.slice(10)];
    const orders = epochs.map((batches) => batches.flatMap(({ rows }) => rows));
    for (const batches of epochs) {
      expect(batches.map(({ rows }) => rows.length)).toEqual([32, 32, 32, 32, 32, 32, 32, 32, 32, 13]);
    }
    const all = Array.from({ length: 301 }, (_, i) => i);
    for (const order of orders) expect([...order].sort((p, q) => p - q)).toEqual(all);
    expect(orders[0]).not.toEqual(orders[1]);
  });

  it('lets the rate fall along half a cosine over all steps', () => {
    const { recorder, steps } = recordingEngine();
    train(recorder, withSettings({ epochs: 4, batchSize: 301, learningRate: 1 }));
    const rates = steps.map(({ learningRate }) => learningRate);
    [1, (1 + Math.SQRT1_2) / 2, 0.5, (1 - Math.SQRT1_2) / 2].forEach((rate, step) =>
      expect(rates[step]).toBeCloseTo(rate, 15),
    );
  });

  it('keeps the best epoch by the validation metric, the first of equals', () => {
    const noisy = { learningRate: 0.3, schedule: 'constant', epochs: 15 } as const;
    const { epochs, metric } = train(engine, withSettings({ ...noisy, keep: 'best' }));
    const metrics = epochs.map(({ validationMetric }) => validationMetric);
    const best = metrics.indexOf(Math.max(...metrics)) + 1;
    expect(best).toBeLessThan(15);
    expect(metric).toBe(Math.max(...metrics));
    const stopped = train(engine, withSettings({ ...noisy, epochs: best }));
    const kept = train(engine, withSettings({ ...noisy, keep: 'best' }));
    expect(kept.weights).toEqual(stopped.weights);
  });

  it('stops after `patience` epochs without a better one', () => {
    const { epochs } = train(
      engine,
      withSettings({ epochs: 200, learningRate: 0.3, earlyStop: { patience: 4 } }),
    );
    const metrics = epochs.map(({ validationMetric }) => validationMetric);
    expect(epochs.length).toBeLessThan(200);
    expect(metrics.indexOf(Math.max(...metrics))).toBe(epochs.length - 5);
  });

  it('records where a training diverged, and returns the weights kept before', () => {
    const x = options.train.x.slice();
    x[2 * 200] = Infinity;
    const result = train(engine, { ...options, train: { ...options.train, x } });
    expect(result.diverged?.epoch).toBe(1);
    expect(result.diverged!.step).toBeGreaterThanOrEqual(1);
    expect(result.diverged!.step).toBeLessThanOrEqual(10);
    expect(result.epochs).toEqual([]);
    expect(result.weights).toBe(options.weights);
    expect(result.metric).toBe(
      evaluate(engine, { network, weights: options.weights, arrays: options.validation }).metric,
    );
  });

  it('stops between epochs when its signal is aborted', () => {
    const controller = new AbortController();
    const epochs: number[] = [];
    const stopping = {
      ...options,
      signal: controller.signal,
      onEpoch: ({ epoch }: EpochRecord) => {
        epochs.push(epoch);
        if (epoch === 3) controller.abort(new Error('enough'));
      },
    };
    expect(() => train(engine, stopping)).toThrow('enough');
    expect(epochs).toEqual([1, 2, 3]);
  });

  it.each(['adam', 'sgd'] as const)(
    'pauses and goes on with the bits of an unbroken run, with %s',
    (optimizer) => {
      const settings = { epochs: 9, optimizer, momentum: 0.9, keep: 'best' } as const;
      const whole = train(engine, withSettings(settings));
      const first = train(engine, { ...withSettings(settings), until: 4 });
      expect(first.epochs).toEqual(whole.epochs.slice(0, 4));
      const second = train(engine, {
        ...withSettings(settings),
        ...{ until: 6, resume: structuredClone(first.state!) },
      });
      const last = train(engine, { ...withSettings(settings), until: 9, resume: second.state! });
      expect(last).toEqual(whole);
      expect(last.state).toBeUndefined();
    },
  );

  it('does not go on after patience came to its end', () => {
    const impatient = { epochs: 200, learningRate: 0.3, earlyStop: { patience: 4 } };
    const { epochs, state } = train(engine, { ...withSettings(impatient), until: 150 });
    expect(epochs.length).toBeLessThan(150);
    expect(state).toBeUndefined();
  });

  it('holds masked weights at exactly 0', () => {
    const mask = Uint8Array.from({ length: 24 }, (_, i) => i % 2);
    const { weights } = train(engine, {
      ...withSettings({ epochs: 2, l1: 1e-3 }),
      masks: { 'a/kernel': mask },
    });
    expect([...weights['a/kernel'].data].map((value) => value === 0)).toEqual(
      [...mask].map((each) => each === 0),
    );
  });

  it('brings small weights nearer to 0 with a penalty', () => {
    const sumOf = (changed: Partial<TrainingSettings>) =>
      train(engine, withSettings(changed)).weights['a/kernel'].data.reduce((sum, w) => sum + Math.abs(w), 0);
    const free = sumOf({ weightDecay: 0 });
    expect(sumOf({ weightDecay: 0, l1: 0.01 })).toBeLessThan(free);
    expect(sumOf({ weightDecay: 0, l2: 0.01 })).toBeLessThan(free);
  });

  it.each([
    { why: 'smoothed labels', changed: { labelSmoothing: 0.1 } },
    { why: 'weighted classes', changed: { classWeights: [1, 2] } },
    { why: 'a short gradient', changed: { clipNorm: 0.1 } },
    { why: 'one cycle', changed: { schedule: 'oneCycle' } },
    { why: 'another optimiser', changed: { optimizer: 'sgd' } },
  ] as const)('takes $why into account', ({ changed }) => {
    const usual = digest(train(engine, withSettings({ epochs: 2 })).weights);
    const found = train(engine, withSettings({ epochs: 2, ...changed }));
    expect(digest(found.weights)).not.toBe(usual);
    expect(found.diverged).toBeUndefined();
  });

  it('fits a line by squared error', () => {
    const line: Network = {
      ...network,
      layers: [{ ...network.layers[0], config: { units: 1 } }],
      output: 'a',
    };
    const arrays = ring(200, 3);
    const y = Float32Array.from({ length: 200 }, (_, i) => 2 * arrays.x[2 * i] - arrays.x[2 * i + 1] + 0.5);
    const { weights, metric } = train(engine, {
      ...withSettings({ loss: 'mse', epochs: 60, learningRate: 0.1, weightDecay: 0 }),
      network: line,
      weights: initialWeights(line, 2),
      train: { ...arrays, y },
      validation: { ...arrays, y },
    });
    expect(metric).toBeLessThan(1e-3);
    expect(predict(engine, { network: line, weights, x: Float32Array.of(1, -1), count: 1 })[0]).toBeCloseTo(
      3.5,
      2,
    );
  });

  it.each([
    { setting: 'epochs', value: 0 },
    { setting: 'batchSize', value: 1.5 },
    { setting: 'learningRate', value: -1 },
    { setting: 'weightDecay', value: NaN },
    { setting: 'seed', value: 0.5 },
    { setting: 'momentum', value: 1 },
    { setting: 'l1', value: -1e-9 },
    { setting: 'l2', value: Infinity },
    { setting: 'clipNorm', value: 0 },
    { setting: 'labelSmoothing', value: 1 },
    { setting: 'huberDelta', value: 0 },
    { setting: 'classWeights', value: [1, 0] },
    { setting: 'classWeights', value: [1, 1, 1] },
  ])('refuses $setting $value by name', ({ setting, value }) => {
    const run = () => train(engine, withSettings({ [setting]: value }));
    expect(run).toThrow(expect.objectContaining({ code: 'train.settings' }));
    expect(run).toThrow(`'${setting}'`);
  });

  it('refuses a network without weights, by its name', () => {
    const square = { name: 's', kind: 'multiply', inputs: ['input', 'input'], config: {} };
    const weightless = { ...network, name: 'squares', layers: [square], output: 's' };
    expect(() => train(engine, { ...options, network: weightless, weights: {} })).toThrow(
      expect.objectContaining({ code: 'train.weightless', message: expect.stringContaining("'squares'") }),
    );
  });

  it("fits a line through wild examples by Huber's loss, where squared errors follow them", () => {
    const line: Network = {
      ...network,
      layers: [{ ...network.layers[0], config: { units: 1 } }],
      output: 'a',
    };
    const arrays = ring(200, 3);
    const y = Float32Array.from({ length: 200 }, (_, i) => (i % 10 === 0 ? 100 : 2 * arrays.x[2 * i]));
    const biasOf = (loss: 'mse' | 'huber') =>
      train(engine, {
        ...withSettings({ loss, huberDelta: 0.5, epochs: 80, learningRate: 0.1, weightDecay: 0 }),
        ...{ network: line, weights: initialWeights(line, 2) },
        ...{ train: { ...arrays, y }, validation: { ...arrays, y } },
      }).weights['a/bias'].data[0];
    expect(Math.abs(biasOf('huber'))).toBeLessThan(0.2);
    expect(Math.abs(biasOf('mse'))).toBeGreaterThan(5);
  });

  it.each([
    { why: 'fewer labels than examples', change: { y: new Int32Array(300) } },
    { why: 'x of another shape', change: { x: new Float32Array(301) } },
    { why: 'a label without an output', change: { y: new Int32Array(301).fill(2) } },
    { why: 'targets where labels belong', change: { y: new Float32Array(301) } },
    { why: 'no examples', change: { count: 0 } },
  ])('refuses $why', ({ change }) => {
    const run = () => train(engine, { ...options, train: { ...options.train, ...change } });
    expect(run).toThrow(expect.objectContaining({ code: 'train.arrays' }));
  });
});
