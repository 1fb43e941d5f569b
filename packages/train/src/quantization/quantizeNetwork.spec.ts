import fc from 'fast-check';
import { interpret, lower, type LayerNode, type Network, type Tensor, type Weights } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { predict } from '../training/evaluate';
import { initialWeights } from '../training/initialWeights';
import { quantizeNetwork, type QuantizationOptions } from './quantizeNetwork';
import { snapWeights } from './snapWeights';

const engine = createWasmEngine();
const tensor = (shape: number[], data: number[]): Tensor => ({ shape, data: Float32Array.from(data) });
const chain = (layers: Omit<LayerNode, 'inputs'>[], inputs: number): Network => ({
  name: 'n',
  input: { shape: [inputs], format: { signed: true, integer: 1, fraction: 2 } },
  layers: layers.map((layer, i) => ({ ...layer, inputs: [i === 0 ? 'input' : layers[i - 1].name] })),
  output: layers[layers.length - 1].name,
});
const dense = (name: string, units: number) => ({ name, kind: 'dense', config: { units } });
const activation = (name: string, applied: string) => ({
  name,
  kind: 'activation',
  config: { function: applied },
});
const configsOf = ({ layers }: Network) =>
  Object.fromEntries(layers.map(({ name, config }) => [name, config]));

/** One input; hidden sums x and 0.25 - x/2; output relu(x) / 2 + 2 relu(0.25 - x/2) + 1. */
const small = chain([dense('a', 2), activation('relu', 'relu'), dense('b', 1)], 1);
const smallWeights: Weights = {
  'a/kernel': tensor([1, 2], [1, -0.5]),
  'a/bias': tensor([2], [0, 0.25]),
  'b/kernel': tensor([2, 1], [0.5, 2]),
  'b/bias': tensor([1], [1]),
};
const smallOptions: QuantizationOptions = {
  network: small,
  weights: smallWeights,
  // Hidden sums: 1.5 and -0.5; -2 and 1.25; 0 and 0.25.
  calibration: { x: Float32Array.from([1.5, -2, 0]), count: 3 },
  weightBits: 4,
  activationBits: 3,
  engine,
};

describe('quantizeNetwork', () => {
  it('gives the formats worked out by hand to a network with relu', () => {
    expect(configsOf(quantizeNetwork(smallOptions))).toEqual({
      a: {
        units: 2,
        // 1 and -0.5 are exact from step 1/4 on, which needs one bit before the point.
        weight: { signed: true, integer: 1, fraction: 2 },
        // Sums have the fraction 2 + 2; the largest, 2, takes one bit, and one is headroom.
        bias: { signed: true, integer: 2, fraction: 4 },
      },
      relu: {
        function: 'relu',
        // 1.5, 1.25 and 0.25 are exact in steps of 1/4 up to 7/4.
        output: { signed: false, integer: 1, fraction: 2 },
      },
      b: {
        units: 1,
        // 0.5 and 2 are exact from step 1/2 on, up to 3.5.
        weight: { signed: true, integer: 2, fraction: 1 },
        // Sums are 1.75, 3.5 and 1.5: two bits and headroom; the fraction is 2 + 1.
        bias: { signed: true, integer: 3, fraction: 3 },
      },
    });
  });

  it('takes the widths of each layer where they are given', () => {
    const weightBits = { a: 3, b: 5 };
    const { a, b, relu } = configsOf(
      quantizeNetwork({ ...smallOptions, weightBits, activationBits: { relu: 6 } }),
    );
    expect(a.weight).toEqual({ signed: true, integer: 1, fraction: 1 });
    expect(b.weight).toEqual({ signed: true, integer: 2, fraction: 2 });
    expect(relu.output).toEqual({ signed: false, integer: 1, fraction: 5 });
  });

  it.each([
    ['tanh', { signed: true, integer: 0, fraction: 3 }],
    ['sigmoid', { signed: false, integer: 0, fraction: 4 }],
  ])('rounds ahead of %s to two bits more and behind it to its range', (applied, output) => {
    const network = chain([dense('a', 2), activation('f', applied), dense('b', 1)], 1);
    const { a, f } = configsOf(quantizeNetwork({ ...smallOptions, network, activationBits: 4 }));
    // The sums -2 ... 1.5 in 6 bits.
    expect(a.output).toEqual({ signed: true, integer: 1, fraction: 4 });
    expect(f.output).toEqual(output);
  });

  it('rounds ahead of a table to at most 10 bits', () => {
    const network = chain([dense('a', 2), activation('f', 'tanh'), dense('b', 1)], 1);
    const { output } = configsOf(quantizeNetwork({ ...smallOptions, network, activationBits: 12 })).a;
    expect(output).toMatchObject({ signed: true });
    const { integer, fraction } = output as { integer: number; fraction: number };
    expect(integer + fraction + 1).toBe(10);
  });

  it('rounds between two dense layers and behind a signed function, and nothing at the end', () => {
    const network = chain([dense('a', 2), dense('b', 1), activation('id', 'identity')], 1);
    const { a, b, id } = configsOf(quantizeNetwork({ ...smallOptions, network, activationBits: 5 }));
    expect(a.output).toEqual({ signed: true, integer: 1, fraction: 3 });
    expect(b.output).toBeUndefined();
    expect(id.output).toBeUndefined();
    const leaky = chain([dense('a', 2), activation('l', 'leakyRelu'), dense('b', 1)], 1);
    expect(configsOf(quantizeNetwork({ ...smallOptions, network: leaky })).l.output).toMatchObject({
      signed: true,
    });
  });

  it('calibrates a network whose hidden layer is dead', () => {
    const weights = { ...smallWeights, 'a/kernel': tensor([1, 2], [0, 0]), 'a/bias': tensor([2], [-1, -1]) };
    const network = quantizeNetwork({ ...smallOptions, weights });
    expect(lower(network, snapWeights(network, weights)).operations.length).toBeGreaterThan(0);
  });

  it('makes networks whose engine and interpreter agree on every integer (seed 8)', () => {
    const applied = fc.constantFrom('relu', 'leakyRelu', 'tanh', 'sigmoid', 'identity');
    const width = fc.integer({ min: 2, max: 8 });
    const weightRanges = fc.constantFrom('tensor' as const, 'channel' as const);
    fc.assert(
      fc.property(
        fc.record({ applied, weightBits: width, activationBits: width, weightRanges, seed: fc.nat() }),
        (given) => {
          const network = chain(
            [
              dense('a', 5),
              activation('f', given.applied),
              { name: 'flat', kind: 'flatten', config: {} },
              dense('b', 3),
            ],
            4,
          );
          const weights = initialWeights(network, given.seed);
          const count = 64;
          // All over the input's grid of -2 ... 1.75 in quarters.
          const integers = Int32Array.from(
            { length: 4 * count },
            (_, i) => ((i * 7 + (i >> 2) * 3) % 16) - 8,
          );
          const x = Float32Array.from(integers, (integer) => integer / 4);
          const { weightBits, activationBits, weightRanges } = given;
          const quantized = quantizeNetwork({
            network,
            weights,
            calibration: { x, count },
            weightBits,
            activationBits,
            weightRanges,
            engine,
          });
          const snapped = snapWeights(quantized, weights);
          const program = lower(quantized, snapped);
          const scale = 2 ** program.operations[program.output].fraction;
          const outputs = predict(engine, { network: quantized, weights: snapped, x, count });
          expect(Array.from(outputs, (value) => value * scale)).toEqual(
            Array.from(interpret(program, integers, count)),
          );
        },
      ),
      { seed: 8, numRuns: 40 },
    );
  });

  it.each<[string, Partial<QuantizationOptions>, string, string]>([
    ['a width of 1', { weightBits: 1 }, 'quantization.bits', 'from 2 to 16'],
    ['a broken width', { activationBits: 3.5 }, 'quantization.bits', 'is 3.5'],
    ['a missing width', { weightBits: { a: 4 } }, 'quantization.bits', "no width for layer 'b'"],
    [
      'a misspelt layer',
      { activationBits: { relu: 4, relv: 4 } },
      'quantization.bits',
      "Did you mean 'relu'?",
    ],
    [
      'batch normalisation',
      {
        network: chain([dense('a', 2), { name: 'norm', kind: 'batchNorm', config: {} }, dense('b', 1)], 1),
        weightBits: 4,
      },
      'quantization.unfolded',
      'foldBatchNorm',
    ],
    [
      'a layer that it does not know',
      { network: chain([{ name: 'c', kind: 'conv3d', config: {} }], 1) },
      'network.unknownLayer',
      "'conv3d'",
    ],
  ])('refuses %s', (_, options, code, text) => {
    const quantize = () => quantizeNetwork({ ...smallOptions, ...options });
    expect(quantize).toThrow(expect.objectContaining({ code, message: expect.stringContaining(text) }));
  });
});
