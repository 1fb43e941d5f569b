import type { Network, Weights } from '@nx-codesign/ir';
import type { Arrays, TrainingSettings } from '@nx-codesign/train';
import { stripeImages } from '../__fixtures__/idx';
import { compressModel, type Compressed, type CompressModelInput } from './compressModel';
import { createJobContext } from './job';

function arrays(count: number, seed: number): Arrays {
  const { images, labels } = stripeImages(count, seed);
  return {
    count,
    x: Float32Array.from(images, (pixel) => Math.floor(pixel / 16) / 16),
    y: Int32Array.from(labels),
  };
}

const context = createJobContext({ train: arrays(300, 5), validation: arrays(90, 6) });
const network: Network = {
  name: 'n',
  input: { shape: [16], format: { signed: false, integer: 0, fraction: 4 } },
  layers: [{ kind: 'dense', name: 'logits', inputs: ['input'], config: { units: 3 } }],
  output: 'logits',
};
/** 48 kernel weights of magnitudes 1/64 to 48/64, none alike. */
const weights: Weights = {
  'logits/kernel': {
    shape: [16, 3],
    data: Float32Array.from(
      { length: 48 },
      (_, at) => ((at % 2 === 0 ? 1 : -1) * (((at * 29) % 48) + 1)) / 64,
    ),
  },
  'logits/bias': { shape: [3], data: Float32Array.from([0.5, 0.25, 0.125]) },
};
const settings: TrainingSettings = {
  ...{ epochs: 8, batchSize: 32, learningRate: 0.03, schedule: 'cosine', keep: 'last', seed: 3 },
  loss: 'softmaxCrossEntropy',
};
const device = { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5 };

const run = (changes: Partial<CompressModelInput>) =>
  compressModel(
    { network, weights, weightBits: 8, activationBits: 8, sparsity: 0, device, ...changes },
    context,
  );
const compressed = (changes: Partial<CompressModelInput>) => run(changes) as Compressed;

describe('a network with assumed widths and zeros', () => {
  test('a share of zeros takes away so many of its kernel weights; what is left costs less', () => {
    const [dense, half] = [compressed({}).costs, compressed({ sparsity: 0.5 }).costs];
    // Of 48 kernel weights 24 go, the biases stay; at 8 bits none of the magnitudes rounds to 0.
    expect(dense.parameters).toBe(51);
    expect(half.parameters).toBe(27);
    expect(half.ebops).toBeLessThan(dense.ebops);
    expect(half.luts).toBeLessThan(dense.luts);
  });

  test('fewer bits cost less: 16 x 3 multiplications of 4 x 4 for 8 x 4 bits, by what BOPs count', () => {
    // Of 48 multiplications each bw ba + bw + ba + log2 16 (Baskin et al. 2021).
    expect(compressed({ weightBits: 8 }).costs.bops).toBe(48 * (8 * 4 + 8 + 4 + 4));
    const four = compressed({ weightBits: 4 }).costs;
    const zeros = 51 - four.parameters;
    expect(four.bops).toBeCloseTo((48 - zeros) * 4 * 4 + 48 * (4 + 4 + 4), 6);
  });

  test('a training with them is better than rounding alone, and keeps the zeros', () => {
    const precision = { weightBits: 2, sparsity: 0.5 };
    const [rounded, trained] = [compressed(precision), compressed({ ...precision, settings })];
    expect(trained.metric).toBeGreaterThan(rounded.metric + 0.1);
    expect(trained.costs.parameters).toBeLessThanOrEqual(27);
  });

  test('another fold is measured on samples of its own', () => {
    expect(compressed({ settings, fold: 1 }).metric).not.toBe(compressed({ settings }).metric);
  });

  test('a training that diverges is no result', () => {
    // Twice this rate is beyond float32.
    const wild = { ...settings, schedule: 'constant' as const, learningRate: 3e38 };
    expect(run({ settings: wild })).toEqual({
      diverged: { epoch: expect.any(Number), step: expect.any(Number) },
    });
  });
});
