import { interpret, lower, widthOf, type Fixed, type Network } from '@nx-codesign/ir';
import { createWasmEngine } from '../../engines/wasm';
import { evaluate, predict } from '../../training/evaluate';
import { initialWeights } from '../../training/initialWeights';
import { train } from '../../training/train';
import type { TrainingSettings } from '../../training/types';
import { quantizeNetwork } from '../quantizeNetwork';
import { withConfigs } from '../layerRoles';
import { snapWeights } from '../snapWeights';
import { learnRanges } from './learnRanges';

const engine = createWasmEngine();
const network: Network = {
  name: 'n',
  input: { shape: [2], format: { signed: true, integer: 1, fraction: 4 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 6 } },
    { name: 'r', kind: 'activation', inputs: ['a'], config: { function: 'relu' } },
    { name: 'b', kind: 'dense', inputs: ['r'], config: { units: 2 } },
  ],
  output: 'b',
};

/** Points on a grid; the class is whether the product of their coordinates is above zero. */
const count = 1024;
const integers = Int32Array.from({ length: 2 * count }, (_, i) => {
  const point = Math.floor(i / 2);
  return (i % 2 === 0 ? point % 32 : Math.floor(point / 32)) * 2 - 31;
});
const x = Float32Array.from(integers, (integer) => integer / 16);
const y = Int32Array.from({ length: count }, (_, i) => (integers[2 * i] * integers[2 * i + 1] > 0 ? 1 : 0));
const arrays = { count, x, y };
const settings: TrainingSettings = {
  ...{ epochs: 30, batchSize: 64, learningRate: 0.01, schedule: 'cosine' },
  ...{ loss: 'softmaxCrossEntropy', keep: 'best', seed: 3 },
};
const split = { train: arrays, validation: arrays };
const { weights } = train(engine, { network, weights: initialWeights(network, 2), settings, ...split });
const calibrated = quantizeNetwork({
  ...{ network, weights, engine, calibration: arrays },
  ...{ weightBits: 5, activationBits: 3 },
});
/** The activations' range far too small: all above 1/16 saturates. */
const narrow: Fixed = { signed: false, integer: -4, fraction: 7 };
const start = withConfigs(calibrated, { r: { output: narrow } });

describe('learnRanges', () => {
  const learned = learnRanges(engine, {
    ...{ network: start, weights, settings, grain: 'tensor' },
    ...split,
  });
  const { output } = learned.network.layers[1].config as { output: Fixed };

  it('widens a range that is too small, at the same width and for all channels alike', () => {
    expect(output.integer).toBeGreaterThan(-3);
    expect(widthOf(output)).toBe(3);
    const before = evaluate(engine, { network: start, weights: snapWeights(start, weights), arrays });
    expect(learned.metric).toBeGreaterThan(before.metric + 0.05);
  });

  it('gives each channel its own range where it is told so', () => {
    const { network: own } = learnRanges(engine, {
      ...{ network: start, weights, settings: { ...settings, epochs: 10 }, grain: 'channel' },
      ...split,
    });
    const formats = (own.layers[1].config as { output: Fixed[] }).output;
    expect(new Set(formats.map(({ integer }) => integer)).size).toBeGreaterThan(1);
    expect(formats.map(widthOf)).toEqual(Array(6).fill(3));
  });

  it('gives a network in which engine and interpreter agree on every output', () => {
    const program = lower(learned.network, learned.weights);
    const step = 2 ** -program.operations[program.output].fraction;
    const expected = Float32Array.from(interpret(program, integers, count), (integer) => integer * step);
    expect(predict(engine, { ...learned, x, count })).toEqual(expected);
  });

  const learn = (changes: Partial<TrainingSettings>) =>
    learnRanges(engine, {
      ...{ network: start, weights, settings: { ...settings, ...changes }, grain: 'tensor' },
      ...split,
    });

  it('refuses settings that do not fit, as train does', () => {
    const refused = expect.objectContaining({ code: 'train.settings' }) as Error;
    expect(() => learn({ classWeights: [1] })).toThrow(refused);
    expect(() => learn({ learningRate: -1 })).toThrow(refused);
  });

  it('returns its start where the only step leaves weights that give no finite loss', () => {
    const { metric, diverged, unrounded } = learn({ epochs: 1, batchSize: count, learningRate: 1e38 });
    expect(diverged).toEqual({ epoch: 1, step: 1 });
    expect(unrounded).toEqual(weights);
    expect(metric).toBe(
      evaluate(engine, { network: start, weights: snapWeights(start, weights), arrays }).metric,
    );
  });

  it('keeps the last epoch, and stops early, where it is told so', () => {
    const wavering = { epochs: 12, schedule: 'constant', learningRate: 0.1 } as const;
    const last = learn({ ...wavering, keep: 'last' }).unrounded;
    expect(learn({ ...wavering, keep: 'best' }).unrounded).not.toEqual(last);
    expect(learn({ ...wavering, keep: 'last', earlyStop: { patience: 1 } }).unrounded).not.toEqual(last);
  });
});
