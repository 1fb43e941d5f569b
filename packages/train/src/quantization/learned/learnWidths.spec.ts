import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { interpret, lower, type Network } from '@nx-codesign/ir';
import { createWasmEngine } from '../../engines/wasm';
import { predict } from '../../training/evaluate';
import { initialWeights } from '../../training/initialWeights';
import { train } from '../../training/train';
import { learnWidths } from './learnWidths';
import type { WidthTraining } from './widthTraining';

const engine = createWasmEngine();
const inputs = 6;
const network: Network = {
  name: 'n',
  input: { shape: [inputs], format: { signed: true, integer: 0, fraction: 5 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 8 } },
    { name: 'r', kind: 'activation', inputs: ['a'], config: { function: 'relu' } },
    { name: 'b', kind: 'dense', inputs: ['r'], config: { units: 3 } },
  ],
  output: 'b',
};

/** The class is the largest of the first three inputs; the others are noise. */
function examples(count: number, seed: number) {
  const random = xoroshiro128plus(seed);
  const x = Float32Array.from(
    { length: count * inputs },
    () => Math.floor(uniformFloat64(random) * 64 - 32) / 32,
  );
  const y = Int32Array.from({ length: count }, (_, row) => {
    const own = x.subarray(row * inputs, row * inputs + 3);
    return own.indexOf(Math.max(...own));
  });
  return { count, x, y };
}

const splits = { train: examples(1024, 1), validation: examples(512, 2) };
const settings: WidthTraining = {
  epochs: 20,
  batchSize: 64,
  learningRate: 0.005,
  schedule: 'cosine',
  loss: 'softmaxCrossEntropy',
  keep: 'best',
  seed: 1,
  widthRate: 0.02,
  strengths: [0.05, 5],
  startBits: 8,
};
const { weights } = train(engine, { network, weights: initialWeights(network, 1), settings, ...splits });

describe('learnWidths', () => {
  const { candidates } = learnWidths(engine, { network, weights, settings, ...splits });

  it('needs fewer effective bit operations the stronger the penalty', () => {
    const [weak, strong] = candidates;
    expect(strong.ebops).toBeLessThan(weak.ebops / 2);
    expect(weak.metric).toBeGreaterThan(0.9);
  });

  it('finds out that the noise needs no bits', () => {
    const { layers } = candidates[1].network;
    const { output } = layers[0].config as { output: { integer: number; fraction: number }[] };
    const widths = output.map(({ integer, fraction }) => integer + fraction);
    expect(Math.max(...widths.slice(3))).toBeLessThan(Math.min(...widths.slice(0, 3)));
  });

  it('gives plain networks in which engine and interpreter agree on every output', () => {
    const { x, count } = splits.validation;
    for (const { network: learned, weights: rounded } of candidates) {
      const program = lower(learned, rounded);
      const { fraction } = program.operations[program.output];
      const integers = interpret(program, x.map((value) => value * 32) as unknown as Int32Array, count);
      const outputs = predict(engine, { network: learned, weights: rounded, x, count });
      expect(outputs).toEqual(Float32Array.from(integers, (integer) => integer * 2 ** -fraction));
    }
  });

  it('gives the same bits again', () => {
    const again = learnWidths(engine, { network, weights, settings, ...splits });
    expect(again.candidates).toEqual(candidates);
  });

  it('keeps what it has where the loss stops being finite, and says where', () => {
    const wild = { ...settings, learningRate: 1e38, strengths: [1] };
    const front = learnWidths(engine, { network, weights, settings: wild, ...splits });
    expect(front.candidates).toEqual([]);
    expect(front.diverged).toMatchObject({ strength: 1, epoch: 1 });
  });

  const short: WidthTraining = { ...settings, epochs: 4, batchSize: 256, strengths: [0.05] };
  const learn = (changes: Partial<WidthTraining>, others = {}) =>
    learnWidths(engine, { network, weights, ...splits, ...others, settings: { ...short, ...changes } });

  /** Its metric falls in some epochs. */
  const wavering = { epochs: 32, schedule: 'constant', learningRate: 0.1 } as const;

  it.each<[string, Partial<WidthTraining>, Partial<WidthTraining>]>([
    ['optimizer', {}, { optimizer: 'sgd' }],
    ['momentum', { optimizer: 'sgd' }, { optimizer: 'sgd', momentum: 0.9 }],
    ['classWeights', {}, { classWeights: [1, 5, 1] }],
    ['labelSmoothing', {}, { labelSmoothing: 0.2 }],
    ['keep', wavering, { ...wavering, keep: 'last' }],
    ['earlyStop', { ...wavering, keep: 'last' }, { ...wavering, keep: 'last', earlyStop: { patience: 1 } }],
  ])('gives other weights where the setting is another: %s', (_, one, other) => {
    expect(learn(one).candidates[0].weights).not.toEqual(learn(other).candidates[0].weights);
  });

  it('gives other weights for another huberDelta', () => {
    const targets = ({ x, count }: typeof splits.train) => ({ x, count, y: x.subarray(0, 3 * count) });
    const others = { train: targets(splits.train), validation: targets(splits.validation) };
    const at = (huberDelta: number) => learn({ loss: 'huber', huberDelta }, others).candidates[0].weights;
    expect(at(0.05)).not.toEqual(at(1));
  });

  it('drops by the seed: one example, whose order no seed changes', () => {
    const dropping = layersWithDropout(network);
    const one = { count: 1, x: splits.train.x.slice(0, inputs), y: splits.train.y.slice(0, 1) };
    const at = (seed: number) => learn({ seed }, { network: dropping, train: one }).candidates[0].weights;
    expect(at(1)).not.toEqual(at(2));
  });

  it('refuses settings and examples that do not fit, as train does', () => {
    const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;
    expect(() => learn({ classWeights: [1, 2] })).toThrow(code('train.settings'));
    expect(() => learn({ epochs: 0 })).toThrow(code('train.settings'));
    const foreign = { ...splits.train, y: splits.train.y.map(() => 3) };
    expect(() => learn({}, { train: foreign })).toThrow(code('train.arrays'));
  });

  it('says that it diverged where the loss of the last step was finite and its weights give none', () => {
    // One step in all, whose loss is taken before it.
    const front = learn({ epochs: 1, batchSize: 1024, learningRate: 1e38 });
    expect(front).toEqual({
      candidates: [],
      refused: [],
      diverged: { strength: 0.05, epoch: 1, step: 1 },
    });
  });

  it('refuses a network whose sums are too wide and goes on to the next strength', () => {
    const { shape, data } = weights['b/kernel'];
    const large = { ...weights, 'b/kernel': { shape, data: data.map((value) => value * 1024) } };
    const front = learnWidths(engine, {
      ...{ network, weights: large, ...splits },
      settings: { ...short, epochs: 8, batchSize: 64, widthRate: 0.3, strengths: [1e-6, 1000] },
    });
    expect(front.refused).toEqual([
      { strength: 1e-6, error: expect.stringContaining('training is exact below 2^24') },
    ]);
    expect(front.candidates.map(({ strength }) => strength)).toEqual([1000]);
  });
});

/** The network with dropout behind its relu. */
function layersWithDropout({ layers, ...others }: Network): Network {
  const [a, r, b] = layers;
  const d = { name: 'd', kind: 'dropout', inputs: ['r'], config: { rate: 0.5 } };
  return { ...others, layers: [a, r, d, { ...b, inputs: ['d'] }] };
}
