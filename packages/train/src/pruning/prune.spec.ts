import { costsOf, type Network, type Weights } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { predict } from '../training/evaluate';
import { bits, layer, networkOf, tensor } from './__fixtures__/networks';
import { prune, type PruningOptions } from './prune';
import { cheapestStep, type PruningStep } from './pruningStep';

const engine = createWasmEngine();
const network: Network = {
  ...networkOf(
    [1],
    [
      layer('a', 'dense', ['input', { units: 4 }]),
      layer('relu', 'activation', ['a', { function: 'relu' }]),
      layer('b', 'dense', ['relu', { units: 1 }]),
    ],
  ),
  input: { shape: [1], format: bits(false, 2, 0) },
};
/** Units on inputs 0 ... 3: x, 2x, 5, 0; outgoing 3, 1, 7, 7. */
const weights: Weights = {
  'a/kernel': tensor([1, 4], [1, 2, 0, -1]),
  'a/bias': tensor([4], [0, 0, 5, 0]),
  'b/kernel': tensor([4, 1], [3, 1, 7, 7]),
  'b/bias': tensor([1], [0.5]),
};
const sample = { x: Float32Array.from([0, 1, 2, 3]), y: Float32Array.from([0, 0, 0, 0]), count: 4 };
const structured = (changes = {}) => ({ kind: 'structured' as const, share: 0.25, steps: 10, ...changes });

/** Fine-tuning that leaves the weights and reports these metrics, step by step. */
function optionsWith(metrics: readonly number[], changes: Partial<PruningOptions> = {}): PruningOptions {
  return {
    network,
    weights,
    metric: 0.9,
    task: 'classification',
    sample,
    validation: sample,
    engine,
    methods: [structured()],
    maxLoss: 0.05,
    fineTune: ({ weights: given, step }) => Promise.resolve({ weights: given, metric: metrics[step - 1] }),
    ...changes,
  };
}

const formats: Record<string, object> = {
  a: { weight: bits(true, 2, 0), bias: bits(true, 3, 0) },
  relu: { output: bits(false, 3, 0) },
  b: { weight: bits(true, 3, 0), bias: bits(true, 4, 0) },
};
const quantized: Network = {
  ...network,
  layers: network.layers.map((each) => ({ ...each, config: { ...each.config, ...formats[each.name] } })),
};

describe('prune', () => {
  it('removes the constant unit and the dead one without changing any output', async () => {
    const path = await prune(optionsWith([0.9, 0.9], { methods: [structured({ steps: 2 })] }));
    expect(path.map(({ units }) => units.a)).toEqual([4, 3, 2]);
    const outputs = path.map((step) => Array.from(predict(engine, { ...step, x: sample.x, count: 4 })));
    // 3x + 2x + 7 * 5 + 0.5
    expect(outputs[0]).toEqual([35.5, 40.5, 45.5, 50.5]);
    expect(outputs[1]).toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[0]);
    expect(Array.from(path[2].weights['b/bias'].data)).toEqual([35.5]);
  });

  it('ends with the first step beyond the loss, which is recorded', async () => {
    const path = await prune(optionsWith([0.88, 0.84, 0.9]));
    expect(path.map(({ step, metric, withinLoss }) => [step, metric, withinLoss])).toEqual([
      [0, 0.9, true],
      [1, 0.88, true],
      [2, 0.84, false],
    ]);
    expect(path[2].loss).toBeCloseTo(0.06, 12);
  });

  it('goes on from a step that loses exactly maxLoss, which float64 has a little above it', async () => {
    expect(0.96 - 0.955).toBeGreaterThan(0.005);
    const options = optionsWith([0.955, 5729 / 6000], { metric: 0.96, maxLoss: 0.005 });
    const path = await prune({ ...options, methods: [structured({ steps: 2 })] });
    expect(path.map(({ withinLoss }) => withinLoss)).toEqual([true, true, false]);
    expect(cheapestStep(path).step).toBe(1);
  });

  it('ends where every layer has its least number of units', async () => {
    const methods = [structured({ minimumUnits: 2 })];
    const path = await prune(optionsWith([0.9, 0.9, 0.9], { methods }));
    expect(path.map(({ units }) => units.a)).toEqual([4, 3, 2]);
  });

  it('never removes the last unit', async () => {
    const metrics = new Array<number>(9).fill(0.9);
    const path = await prune(optionsWith(metrics, { methods: [structured({ share: 0.9 })] }));
    expect(path.map(({ units }) => units.a)).toEqual([4, 1]);
  });

  it('goes on from the fine-tuned weights and records what they cost', async () => {
    const fineTune: PruningOptions['fineTune'] = ({ weights: given }) =>
      Promise.resolve({ weights: { ...given, 'b/bias': tensor([1], [0]) }, metric: 0.9 });
    const [, first] = await prune(optionsWith([], { fineTune, methods: [structured({ steps: 1 })] }));
    // The constant unit is gone: three weights in, three out; its bias with it, and the last bias is now 0.
    expect(first.parameters).toBe(6);
    expect(first.bops).toBe(costsOf(first.network, first.weights).bops);
    expect(first.ebops).toBeUndefined();
  });

  it('widens the format of a bias that takes more means than it can hold', async () => {
    const methods = [structured({ steps: 2 })];
    const path = await prune(optionsWith([0.9, 0.9], { network: quantized, methods }));
    // The constant unit adds 7 * 5 to the last bias, 0.5, which rounds to 1: 36 needs 6 bits, and one is headroom.
    expect(path[2].network.layers[2].config.bias).toEqual(bits(true, 7, 0));
    expect(Array.from(path[2].weights['b/bias'].data)).toEqual([36]);
  });

  it('masks the smallest weights and takes the others back to the start', async () => {
    const asked: (readonly number[])[] = [];
    const fineTune: PruningOptions['fineTune'] = ({ weights: given, masks }) => {
      asked.push([...given['a/kernel'].data, ...given['b/kernel'].data]);
      expect(masks!['a/kernel'].length).toBe(4);
      // Training turns the magnitudes of what is free around.
      const turned = (tensorName: string) => {
        const { shape, data } = given[tensorName];
        return { shape, data: data.map((value) => (value === 0 ? 0 : 10 - value)) };
      };
      const changed = { 'a/kernel': turned('a/kernel'), 'b/kernel': turned('b/kernel') };
      return Promise.resolve({ weights: { ...given, ...changed }, metric: 0.9 });
    };
    const path = (rewind: 'start' | 'none') =>
      prune(
        optionsWith([], { fineTune, methods: [{ kind: 'unstructured', share: 0.25, steps: 2, rewind }] }),
      );
    const steps = await path('start');
    // 1, 2, 0, -1, 3, 1, 7, 7: a quarter is the 0 and the first 1; then of 8, 11, 7, 9, 3, 3 one and a half, two.
    expect(asked).toEqual([
      [0, 2, 0, -1, 3, 1, 7, 7],
      [0, 2, 0, -1, 3, 1, 0, 0],
    ]);
    expect(steps.map(({ zeroShare }) => zeroShare)).toEqual([1 / 8, 2 / 8, 4 / 8]);
    asked.length = 0;
    await path('none');
    expect(asked[1]).toEqual([0, 8, 0, 11, 7, 9, 0, 0]);
  });

  it('takes digits away, masks weights without one, and measures what it moves after fine-tuning', async () => {
    const limits: unknown[] = [];
    const fineTune: PruningOptions['fineTune'] = ({ weights: given, digitLimits }) => {
      limits.push(digitLimits);
      // Training wants the first weight of a back at 3, two digits.
      const { shape, data } = given['b/kernel'];
      const back = data.map((value, i) => (i === 0 ? 3 : value));
      return Promise.resolve({ weights: { ...given, 'b/kernel': { shape, data: back } }, metric: 0.9 });
    };
    const methods = [{ kind: 'hardware' as const, share: 0.5, steps: 1 }];
    const options = { ...optionsWith([]), network: quantized, task: 'regression' as const, metric: 100 };
    const [start, step] = await prune({ ...options, fineTune, methods });
    expect(limits).toHaveLength(1);
    expect(step.method).toBe('hardware');
    expect(step.metric).not.toBe(0.9);
    expect(step.weights['b/kernel'].data[0]).not.toBe(3);
    expect(step.ebops!).toBeLessThan(start.ebops!);
  });

  it('starts the next method at the cheapest step that loses no more than its part of the loss', async () => {
    const methods = [
      structured({ steps: 2 }),
      { kind: 'unstructured' as const, share: 0.2, steps: 1, rewind: 'none' as const },
    ];
    // The first of two methods may lose half of 0.05: step 2 is beyond it, though within the whole.
    const path = await prune(optionsWith([0.88, 0.86, 0.86], { methods }));
    expect(path.map(({ method, units }) => [method, units.a])).toEqual([
      [undefined, 4],
      ['structured', 3],
      ['structured', 2],
      ['unstructured', 3],
    ]);
    expect(path.every(({ withinLoss }) => withinLoss)).toBe(true);
  });

  it('compares steps by the estimated LUTs where there are some', async () => {
    const luts = [10, 7, 9];
    const estimateLuts = () => luts.shift()!;
    const path = await prune(optionsWith([0.9, 0.9], { methods: [structured({ steps: 2 })], estimateLuts }));
    expect(path.map((step) => step.luts)).toEqual([10, 7, 9]);
    expect(cheapestStep(path).step).toBe(1);
  });

  it('refuses fine-tuned weights whose sums float32 does not hold', async () => {
    const layers = quantized.layers.map((each) =>
      each.name === 'b' ? { ...each, config: { ...each.config, bias: bits(true, 24, 0) } } : each,
    );
    const fineTune: PruningOptions['fineTune'] = ({ weights: given }) =>
      Promise.resolve({ weights: { ...given, 'b/bias': tensor([1], [2 ** 24 - 1]) }, metric: 0.9 });
    const told: number[] = [];
    const onStep = ({ step }: PruningStep) => told.push(step);
    const wide = { ...quantized, layers };
    const pruning = prune(optionsWith([], { network: wide, fineTune, onStep }));
    await expect(pruning).rejects.toMatchObject({ code: 'quantization.accumulator' });
    expect(told).toEqual([0]);
  });

  it('tells of every step when it is done', async () => {
    const told: PruningStep[] = [];
    const path = await prune(optionsWith([0.9, 0.8], { onStep: (step) => told.push(step) }));
    expect(told).toEqual(path);
  });

  it('stops with the reason of an aborted signal', async () => {
    const controller = new AbortController();
    const onStep = () => controller.abort(new Error('stopped by hand'));
    const pruning = prune(optionsWith([0.9], { onStep, signal: controller.signal }));
    await expect(pruning).rejects.toThrow('stopped by hand');
  });

  it.each([
    [{ methods: [structured({ share: 0 })] }, 'share is 0'],
    [{ methods: [structured({ share: 1 })] }, 'share is 1'],
    [{ methods: [structured({ steps: 1.5 })] }, 'steps is 1.5'],
    [{ methods: [structured({ minimumUnits: 0 })] }, 'minimumUnits is 0'],
    [{ maxLoss: -0.1 }, 'maxLoss is -0.1'],
  ])('refuses %j', async (changes, text) => {
    await expect(prune(optionsWith([], changes))).rejects.toMatchObject({
      code: 'pruning.settings',
      message: expect.stringContaining(text),
    });
  });
});

describe('cheapestStep', () => {
  it('is the one with the fewest parameters, or EBOPs where there are some, of those within the loss', async () => {
    const path = await prune(optionsWith([0.89, 0.86, 0.7]));
    expect(cheapestStep(path).step).toBe(2);
    const counted = path.map((step, i) => ({ ...step, ebops: [30, 10, 20, 5][i] }));
    expect(cheapestStep(counted).step).toBe(1);
  });
});
