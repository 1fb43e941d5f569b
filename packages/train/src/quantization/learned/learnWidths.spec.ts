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
});
