import { costsOf, type Network, type Tensor, type Weights } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { predict } from '../training/evaluate';
import { cheapestStep, pruneStructured, type PruningOptions, type PruningStep } from './pruneStructured';

const engine = createWasmEngine();
const tensor = (shape: number[], data: number[]): Tensor => ({ shape, data: Float32Array.from(data) });
const network: Network = {
  name: 'n',
  input: { shape: [1], format: { signed: false, integer: 2, fraction: 0 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 4 } },
    { name: 'relu', kind: 'activation', inputs: ['a'], config: { function: 'relu' } },
    { name: 'b', kind: 'dense', inputs: ['relu'], config: { units: 1 } },
  ],
  output: 'b',
};
/** Units on inputs 0 ... 3: x, 2x, 5, 0; outgoing 3, 1, 7, 7. */
const weights: Weights = {
  'a/kernel': tensor([1, 4], [1, 2, 0, -1]),
  'a/bias': tensor([4], [0, 0, 5, 0]),
  'b/kernel': tensor([4, 1], [3, 1, 7, 7]),
  'b/bias': tensor([1], [0.5]),
};
const sample = { x: Float32Array.from([0, 1, 2, 3]), count: 4 };

/** Fine-tuning that leaves the weights and reports these metrics, step by step. */
function optionsWith(metrics: readonly number[], changes: Partial<PruningOptions> = {}): PruningOptions {
  return {
    network,
    weights,
    metric: 0.9,
    task: 'classification',
    sample,
    engine,
    share: 0.25,
    steps: 10,
    maxLoss: 0.05,
    fineTune: ({ weights: given, step }) => Promise.resolve({ weights: given, metric: metrics[step - 1] }),
    ...changes,
  };
}

const bits = (signed: boolean, integer: number, fraction: number) => ({ signed, integer, fraction });
const formats: Record<string, object> = {
  a: { weight: bits(true, 2, 0), bias: bits(true, 3, 0) },
  relu: { output: bits(false, 3, 0) },
  b: { weight: bits(true, 3, 0), bias: bits(true, 4, 0) },
};
const quantized: Network = {
  ...network,
  layers: network.layers.map((each) => ({ ...each, config: { ...each.config, ...formats[each.name] } })),
};

describe('pruneStructured', () => {
  it('removes the dead unit, then the constant one, without changing any output', async () => {
    const path = await pruneStructured(optionsWith([0.9, 0.9], { steps: 2 }));
    expect(path.map(({ units }) => units.a)).toEqual([4, 3, 2]);
    const outputs = path.map((step) => Array.from(predict(engine, { ...step, ...sample })));
    // 3x + 2x + 7 * 5 + 0.5
    expect(outputs[0]).toEqual([35.5, 40.5, 45.5, 50.5]);
    expect(outputs[1]).toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[0]);
    expect(Array.from(path[2].weights['b/bias'].data)).toEqual([35.5]);
  });

  it('ends with the first step beyond the loss, which is recorded', async () => {
    const path = await pruneStructured(optionsWith([0.88, 0.84, 0.9]));
    expect(path.map(({ step, metric, withinLoss }) => [step, metric, withinLoss])).toEqual([
      [0, 0.9, true],
      [1, 0.88, true],
      [2, 0.84, false],
    ]);
    expect(path[2].loss).toBeCloseTo(0.06, 12);
  });

  it('goes on from a step that loses exactly maxLoss, which float64 has a little above it', async () => {
    expect(0.96 - 0.955).toBeGreaterThan(0.005);
    const path = await pruneStructured(
      optionsWith([0.955, 5729 / 6000], { metric: 0.96, maxLoss: 0.005, steps: 2 }),
    );
    expect(path.map(({ withinLoss }) => withinLoss)).toEqual([true, true, false]);
    expect(cheapestStep(path).step).toBe(1);
  });

  it('takes the loss of a regression as a share of the RMSE of the start', async () => {
    const path = await pruneStructured(optionsWith([2.05, 2.2], { task: 'regression', metric: 2 }));
    expect(path.map(({ loss }) => Math.round(loss * 1000) / 1000)).toEqual([0, 0.025, 0.1]);
    expect(path.map(({ withinLoss }) => withinLoss)).toEqual([true, true, false]);
  });

  it('ends where every layer has its least number of units', async () => {
    const path = await pruneStructured(optionsWith([0.9, 0.9, 0.9], { minimumUnits: 2 }));
    expect(path.map(({ units }) => units.a)).toEqual([4, 3, 2]);
  });

  it('never removes the last unit', async () => {
    const path = await pruneStructured(optionsWith(new Array<number>(9).fill(0.9), { share: 0.9 }));
    expect(path.map(({ units }) => units.a)).toEqual([4, 1]);
  });

  it('goes on from the fine-tuned weights and records what they cost', async () => {
    const fineTune: PruningOptions['fineTune'] = ({ weights: given }) =>
      Promise.resolve({ weights: { ...given, 'b/bias': tensor([1], [0]) }, metric: 0.9 });
    const [, first] = await pruneStructured(optionsWith([], { fineTune, steps: 1 }));
    // Kernels [1, 3] with one zero and [3, 1], one bias of 5, the last bias now 0.
    expect(first.parameters).toBe(6);
    expect(first.parameters).toBe(costsOf(first.network, first.weights).parameters);
    expect(first.ebops).toBeUndefined();
  });

  it('hands the fine-tuned weights of a step to the next one', async () => {
    const received: number[] = [];
    const fineTune: PruningOptions['fineTune'] = ({ weights: given, step }) => {
      const { shape, data } = given['a/kernel'];
      received.push(data[0]);
      const changed = { shape, data: data.map((value, i) => (i === 0 ? 10 * step : value)) };
      return Promise.resolve({ weights: { ...given, 'a/kernel': changed }, metric: 0.9 });
    };
    await pruneStructured(optionsWith([], { fineTune, steps: 2 }));
    expect(received).toEqual([1, 10]);
  });

  it('widens the format of a bias that takes more means than it can hold', async () => {
    const path = await pruneStructured(optionsWith([0.9, 0.9], { network: quantized, steps: 2 }));
    // The constant unit adds 7 * 5 to the last bias, 0.5, which rounds to 1: 36 needs 6 bits, and one is headroom.
    expect(path[2].network.layers[2].config.bias).toEqual(bits(true, 7, 0));
    expect(Array.from(path[2].weights['b/bias'].data)).toEqual([36]);
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
    await expect(pruneStructured(optionsWith([], { network: wide, fineTune, onStep }))).rejects.toMatchObject(
      {
        code: 'quantization.accumulator',
      },
    );
    expect(told).toEqual([0]);
  });

  it('tells of every step when it is done', async () => {
    const told: PruningStep[] = [];
    const path = await pruneStructured(optionsWith([0.9, 0.8], { onStep: (step) => told.push(step) }));
    expect(told).toEqual(path);
  });

  it('stops with the reason of an aborted signal', async () => {
    const controller = new AbortController();
    const onStep = () => controller.abort(new Error('stopped by hand'));
    const pruning = pruneStructured(optionsWith([0.9], { onStep, signal: controller.signal }));
    await expect(pruning).rejects.toThrow('stopped by hand');
  });

  it.each([
    [{ share: 0 }, 'share is 0'],
    [{ share: 1 }, 'share is 1'],
    [{ steps: 1.5 }, 'steps is 1.5'],
    [{ maxLoss: -0.1 }, 'maxLoss is -0.1'],
    [{ minimumUnits: 0 }, 'minimumUnits is 0'],
  ])('refuses %j', async (changes, text) => {
    const pruning = pruneStructured(optionsWith([], changes));
    await expect(pruning).rejects.toMatchObject({
      code: 'pruning.settings',
      message: expect.stringContaining(text),
    });
  });
});

describe('cheapestStep', () => {
  it('is the one with the fewest parameters, or EBOPs where there are some, of those within the loss', async () => {
    const path = await pruneStructured(optionsWith([0.89, 0.86, 0.7]));
    expect(cheapestStep(path).step).toBe(2);
    const quantized = path.map((step, i) => ({ ...step, ebops: [30, 10, 20, 5][i] }));
    expect(cheapestStep(quantized).step).toBe(1);
  });
});
