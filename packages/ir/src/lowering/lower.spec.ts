import type { Fixed } from '../fixed';
import type { IntegerProgram } from '../integerProgram';
import { interpret } from '../interpreter/interpret';
import type { LayerNode, Network, Weights } from '../network';
import { lower } from './lower';

const signed = (integer: number, fraction: number): Fixed => ({ signed: true, integer, fraction });
const unsigned = (integer: number, fraction: number): Fixed => ({ signed: false, integer, fraction });

interface Part {
  readonly kind: string;
  readonly config: LayerNode['config'];
}

/** A chain of layers named l0, l1, ... over an input of `inputs` elements. */
function chain(inputs: number, format: Fixed, parts: readonly Part[]): Network {
  const layers = parts.map((part, i) => ({
    ...part,
    name: `l${i}`,
    inputs: [i === 0 ? 'input' : `l${i - 1}`],
  }));
  return { name: 'net', input: { shape: [inputs], format }, layers, output: `l${parts.length - 1}` };
}

const dense = (units: number, config: Readonly<Record<string, unknown>> = {}): Part => ({
  kind: 'dense',
  config: { units, weight: signed(2, 2), bias: signed(4, 4), ...config },
});
const activation = (name: string, config: Readonly<Record<string, unknown>> = {}): Part => ({
  kind: 'activation',
  config: { function: name, ...config },
});

const tensor = (shape: number[], values: number[]) => ({ shape, data: Float32Array.from(values) });

/** One input, one unit: kernel 0.75 = 3/4, bias 0.0625 = 1/16. */
const single: Weights = { 'l0/kernel': tensor([1, 1], [0.75]), 'l0/bias': tensor([1], [0.0625]) };

const summary = ({ operations }: IntegerProgram) => operations.map(({ kind }) => kind);
const last = ({ operations, output }: IntegerProgram) => operations[output];

describe('lower', () => {
  it('bounds every sum by its own weights', () => {
    // Input integers 0..15 at 2 bits; weights at 2 bits: column 0 = (3, -2), column 1 = (0, 0), column 2 = (-8, -8).
    const network = chain(2, unsigned(2, 2), [dense(3)]);
    const weights = {
      'l0/kernel': tensor([2, 3], [0.75, 0, -2, -0.5, 0, -2]),
      'l0/bias': tensor([3], [1, 0, -0.0625]),
    };
    const { operations } = lower(network, weights);
    expect(operations[1]).toEqual({
      kind: 'matvec',
      layer: 'l0',
      shape: [3],
      fraction: 4,
      low: [-30, 0, -240],
      high: [45, 0, 0],
      x: 0,
      kernel: { inputs: 2, outputs: 3, fraction: 2, data: Int32Array.from([3, 0, -8, -2, 0, -8]) },
    });
    expect(operations[2]).toMatchObject({
      kind: 'add',
      constant: [16, 0, -1],
      low: [-14, 0, -241],
      high: [61, 0, -1],
    });
  });

  it('carries the half step of an output format in the bias', () => {
    // Sums have 4 bits after the point, the output 2: a step is 4, its half 2; the bias 1/16 is 1.
    const program = lower(chain(1, signed(3, 2), [dense(1, { output: signed(3, 2) })]), single);
    expect(summary(program)).toEqual(['input', 'matvec', 'add', 'quantize']);
    expect(program.operations[2]).toMatchObject({ constant: [3] });
    const channels = [{ shift: 2, lift: 0, minimum: -32, maximum: 31 }];
    expect(last(program)).toMatchObject({ round: 'floor', channels, fraction: 2 });
  });

  it('carries it through relu and flatten', () => {
    const parts = [dense(1), { kind: 'flatten', config: {} }, activation('relu', { output: unsigned(3, 2) })];
    const program = lower(chain(1, signed(3, 2), parts), single);
    expect(summary(program)).toEqual(['input', 'matvec', 'add', 'reshape', 'relu', 'quantize']);
    expect(program.operations[2]).toMatchObject({ constant: [3] });
    expect(last(program)).toMatchObject({ round: 'floor', channels: [{ minimum: 0, maximum: 31 }] });
  });

  it.each([
    {
      why: 'a leaky relu',
      parts: [dense(1), activation('leakyRelu', { slopeShift: 1, output: signed(3, 2) })],
    },
    {
      why: 'a table',
      parts: [
        dense(1, { output: signed(3, 4) }),
        activation('tanh', { output: signed(0, 4) }),
        activation('identity', { output: signed(0, 2) }),
      ],
    },
    {
      why: 'another quantiser',
      parts: [dense(1, { output: signed(3, 3) }), activation('relu', { output: unsigned(3, 2) })],
    },
    {
      why: 'nothing: the quantiser reads the input',
      parts: [activation('identity', { output: signed(3, 1) })],
    },
  ])('leaves a quantiser behind $why its own rounding', ({ parts }) => {
    const weights = parts[0].kind === 'dense' ? single : {};
    expect(last(lower(chain(1, signed(3, 2), parts), weights))).toMatchObject({ round: 'half-up' });
  });

  it('needs no rounding where a format only adds bits', () => {
    const program = lower(chain(1, signed(3, 2), [dense(1, { output: signed(5, 6) })]), single);
    expect(program.operations[2]).toMatchObject({ constant: [1] });
    expect(last(program)).toMatchObject({ round: 'floor', channels: [{ shift: -2 }] });
    // x = -1 (integer -4): (-4 * 3 + 1) * 2^2 = -44
    expect([...interpret(program, Int32Array.of(-4), 1)]).toEqual([-44]);
  });

  it('tabulates what the value before can reach', () => {
    const parts = [dense(1, { output: signed(1, 2) }), activation('sigmoid', { output: unsigned(0, 4) })];
    // Inputs -2 ... 1 times 3/4 plus 1/16, rounded to quarters: integers -6 ... 3.
    const program = lower(chain(1, signed(1, 0), parts), {
      'l0/kernel': tensor([1, 1], [0.75]),
      'l0/bias': tensor([1], [0]),
    });
    expect(last(program)).toMatchObject({ kind: 'table', inputLow: -6, low: [3], high: [11], fraction: 4 });
    // sigmoid(-1.5 ... 0.75) * 16 = 2.92 3.56 4.30 5.13 6.04 7.00 8 8.99 9.96 10.87
    expect(last(program)).toMatchObject({ entries: [3, 4, 4, 5, 6, 7, 8, 9, 10, 11] });
  });

  it('keeps columns of zeros at width 0', () => {
    const program = lower(chain(1, signed(3, 2), [dense(1, { output: signed(3, 2) }), activation('relu')]), {
      'l0/kernel': tensor([1, 1], [0]),
      'l0/bias': tensor([1], [0]),
    });
    expect(last(program)).toMatchObject({ low: [0], high: [0] });
    expect([...interpret(program, Int32Array.of(31, -32), 2)]).toEqual([0, 0]);
  });

  it('saturates at both ends', () => {
    const program = lower(chain(1, signed(3, 2), [dense(1, { output: signed(0, 2) })]), single);
    expect(last(program)).toMatchObject({ low: [-4], high: [3] });
    expect([...interpret(program, Int32Array.of(31, -32, 0), 3)]).toEqual([3, -4, 0]);
  });
});

/** Layers over an input of any shape, wired by name. */
const net = (shape: number[], format: Fixed, layers: LayerNode[]): Network => ({
  name: 'net',
  input: { shape, format },
  layers,
  output: layers.at(-1)!.name,
});
const node = (name: string, kind: string, inputs: string[], config: LayerNode['config']): LayerNode => ({
  name,
  kind,
  inputs,
  config,
});

describe('lower, with positions', () => {
  it('bounds every position of a padded convolution by what its window holds', () => {
    // Integers 0..3; kernel (1, -2, 3) over 4 elements, zeros around: the ends lack the first or the last weight.
    const conv = node('c', 'conv1d', ['input'], {
      ...{ size: 3, padding: 'same', filters: 1, weight: signed(2, 0), bias: signed(3, 0) },
    });
    const program = lower(net([4, 1], unsigned(2, 0), [conv]), {
      'c/kernel': tensor([3, 1], [1, -2, 3]),
      'c/bias': tensor([1], [1]),
    });
    expect(program.operations[1]).toMatchObject({
      kind: 'window',
      shape: [4, 3],
      before: [1],
      low: Array(12).fill(0),
      high: [0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0],
    });
    expect(program.operations[2]).toMatchObject({ low: [-6, -6, -6, -6], high: [9, 12, 12, 3] });
    expect(last(program)).toMatchObject({ kind: 'add', constant: [1], low: [-5, -5, -5, -5] });
    // (1, 2, 3, 0): -2 + 6, 1 - 4 + 9, 2 - 6, 3, and 1
    expect([...interpret(program, Int32Array.of(1, 2, 3, 0), 1)]).toEqual([5, 7, -3, 4]);
  });

  it('rounds each channel to its own format on a common grid', () => {
    // Sums have 4 bits after the point. Channel 0 keeps 2, channel 1 all 4 of 2 bits' range, channel 2 nothing.
    const output = [signed(3, 2), unsigned(-2, 4), unsigned(-5, 5)];
    const weights = {
      'l0/kernel': tensor([1, 3], [0.75, 0.75, 0.75]),
      'l0/bias': tensor([3], [0.0625, 0, 0]),
    };
    const program = lower(chain(1, signed(3, 2), [dense(3, { output })]), weights);
    // The half step of channel 0 is 2 sixteenths; channels 1 drops no bit; channel 2 drops -1.
    expect(program.operations[2]).toMatchObject({ constant: [3, 0, 0] });
    expect(last(program)).toMatchObject({
      fraction: 4,
      round: 'floor',
      channels: [
        { shift: 2, lift: 2, minimum: -32, maximum: 31 },
        { shift: 0, lift: 0, minimum: 0, maximum: 3 },
        { shift: -1, lift: 0, minimum: 0, maximum: 0 },
      ],
      low: [-96, 0, 0],
      high: [96, 3, 0],
    });
    // x = 5/4: 15 + 1 sixteenths, 4 quarters; 15 clamped to 3; 0.
    expect([...interpret(program, Int32Array.of(5), 1)]).toEqual([16, 3, 0]);
  });

  it('puts weights of several formats on their finest grid', () => {
    const weight = [signed(2, 0), signed(0, 3)];
    const program = lower(
      chain(1, signed(3, 2), [dense(2, { weight, bias: [signed(4, 2), signed(2, 5)] })]),
      {
        'l0/kernel': tensor([1, 2], [-3, 0.375]),
        'l0/bias': tensor([2], [0.25, 0.03125]),
      },
    );
    expect(program.operations[1]).toMatchObject({ fraction: 5, kernel: { fraction: 3 } });
    expect(program.operations[1]).toMatchObject({ kernel: { data: Int32Array.of(-24, 3) } });
    expect(last(program)).toMatchObject({ constant: [8, 1] });
  });

  it('means a power of two of values by a shift, any other by a rounded factor', () => {
    const mean = (count: number) =>
      lower(
        net([count, 2], signed(3, 2), [
          node('m', 'aggregate', ['input'], { function: 'mean', reciprocal: unsigned(0, 6) }),
        ]),
        {},
      );
    expect(mean(4).operations.slice(1)).toMatchObject([
      { kind: 'sum', fraction: 2, low: [-128, -128], high: [124, 124] },
      { kind: 'scale', multiplier: 1, fraction: 4, low: [-128, -128], high: [124, 124] },
    ]);
    // 1/3 is 21.3 / 64
    expect(mean(3).operations[2]).toMatchObject({ multiplier: 21, fraction: 8, low: [-96 * 21, -96 * 21] });
    expect([...interpret(mean(3), Int32Array.of(1, 2, 3, 4, 5, -9), 1)]).toEqual([9 * 21, -3 * 21]);
  });

  it('takes the largest of each channel, bounded by the largest bounds', () => {
    const parts = [
      node('a', 'conv1d', ['input'], { size: 1, filters: 2, weight: signed(2, 0), bias: signed(3, 2) }),
      node('m', 'aggregate', ['a'], { function: 'max' }),
    ];
    const program = lower(net([3, 1], unsigned(1, 2), parts), {
      'a/kernel': tensor([1, 2], [1, -2]),
      'a/bias': tensor([2], [0.25, -1]),
    });
    // Integers 0..7, times 1 and -2, plus 1 and -4.
    expect(last(program)).toMatchObject({ kind: 'max', low: [1, -18], high: [8, -4] });
    expect([...interpret(program, Int32Array.of(2, 7, 0), 1)]).toEqual([8, -4]);
  });

  it('adds two layers at the finer fraction, either way round', () => {
    const branch = node('a', 'dense', ['input'], { units: 2, weight: signed(2, 3), bias: signed(4, 5) });
    const weights = { 'a/kernel': tensor([2, 2], [0.125, 0, 0, 2]), 'a/bias': tensor([2], [0, 0]) };
    for (const inputs of [
      ['a', 'input'],
      ['input', 'a'],
    ]) {
      const program = lower(net([2], signed(1, 2), [branch, node('r', 'add', inputs, {})]), weights);
      const [shift, other] = inputs[0] === 'a' ? ['bShift', 'aShift'] : ['aShift', 'bShift'];
      // Integers -8..7 at quarters: times 1 and 16 at 32nds, plus 8 times themselves.
      expect(last(program)).toMatchObject({ kind: 'addValues', fraction: 5, [shift]: 3, [other]: 0 });
      expect(last(program)).toMatchObject({ low: [-72, -192], high: [63, 168] });
      expect([...interpret(program, Int32Array.of(-8, 3), 1)]).toEqual([-72, 72]);
    }
  });

  it('carries the half step of a residual sum in the bias of the branch', () => {
    const branch = node('a', 'dense', ['input'], { units: 1, weight: signed(2, 2), bias: signed(4, 4) });
    const sum = node('r', 'add', ['a', 'input'], { output: signed(4, 1) });
    const program = lower(net([1], signed(3, 2), [branch, sum]), {
      'a/kernel': tensor([1, 1], [0.75]),
      'a/bias': tensor([1], [0.0625]),
    });
    expect(summary(program)).toEqual(['input', 'matvec', 'add', 'addValues', 'quantize']);
    // Half a step of 2^-1 is 4 sixteenths.
    expect(program.operations[2]).toMatchObject({ constant: [5] });
    // x = 5/4: 15/16 + 1/16 + 20/16 = 2.25, which is 4.5 halves and rounds up to 5.
    expect([...interpret(program, Int32Array.of(5), 1)]).toEqual([5]);
  });

  it.each([
    {
      why: 'signed times unsigned: each end is a product of ends',
      inputs: ['input', 'r'],
      // -8 ... 7 quarters times 0 ... 3, a relu rounded to halves and clamped: eighths.
      expected: { kind: 'multiply', fraction: 3, low: [-24, -24], high: [21, 21] },
      y: [-8 * 0, 7 * 3],
    },
    {
      why: 'a square reaches 0, not -8 * 7',
      inputs: ['input', 'input'],
      expected: { kind: 'multiply', fraction: 4, low: [0, 0], high: [64, 64] },
      y: [64, 49],
    },
    {
      why: 'a product of three, one after the other',
      inputs: ['r', 'input', 'r'],
      expected: { kind: 'multiply', fraction: 4, low: [-72, -72], high: [63, 63] },
      y: [0, 63],
    },
  ])('multiplies: $why', ({ inputs, expected, y }) => {
    const relu = node('r', 'activation', ['input'], {
      function: 'relu',
      output: { signed: false, integer: 1, fraction: 1 },
    });
    const layers = inputs.includes('r') ? [relu] : [];
    const program = lower(net([2], signed(1, 2), [...layers, node('p', 'multiply', inputs, {})]), {});
    expect(last(program)).toMatchObject(expected);
    // The first is -2, its relu 0; the second is 1.75, its relu 1.5: 3 halves.
    expect([...interpret(program, Int32Array.of(-8, 7), 1)]).toEqual(y.map((integer) => integer + 0));
  });

  it('bounds the square of a value that is never 0 by its nearer end', () => {
    const dense = node('a', 'dense', ['input'], { units: 2, weight: signed(1, 0), bias: signed(4, 0) });
    const weights = { 'a/kernel': tensor([1, 2], [1, 1]), 'a/bias': tensor([2], [4, -5]) };
    const program = lower(net([1], signed(1, 0), [dense, node('s', 'multiply', ['a', 'a'], {})]), weights);
    // -2 ... 1 plus 4 is 2 ... 5, minus 5 is -7 ... -4.
    expect(last(program)).toMatchObject({ low: [4, 16], high: [25, 49] });
  });

  it('rounds a product half up by itself, since no constant lies ahead', () => {
    const product = node('p', 'multiply', ['input', 'input'], { output: signed(3, 1) });
    const program = lower(net([2], signed(2, 2), [product]), {});
    expect(summary(program)).toEqual(['input', 'multiply', 'quantize']);
    expect(last(program)).toMatchObject({ round: 'half-up' });
    // 1.75^2 = 3.0625 is 6.125 halves, 6; -1.5^2 = 2.25 is 4.5 halves, 5.
    expect([...interpret(program, Int32Array.of(7, -6), 1)]).toEqual([6, 5]);
  });

  it('refuses a product too wide for exact doubles, naming the layer', () => {
    const layers = [
      node('p', 'multiply', ['input', 'input', 'input'], {}),
      node('q', 'activation', ['p'], { function: 'identity', output: signed(3, 1) }),
    ];
    expect(() => lower(net([1], signed(18, 0), layers), {})).toThrow(
      "Layer 'p' (multiply) reaches integers of 1.80e+16, exact up to 2^53 only",
    );
  });

  it('forgets dropout', () => {
    const program = lower(net([2], signed(1, 2), [node('d', 'dropout', ['input'], { rate: 0.5 })]), {});
    expect(summary(program)).toEqual(['input']);
  });

  it('bounds a table that falls and rises by the entries reached', () => {
    const program = lower(
      net([2], signed(1, 2), [
        node('f', 'activation', ['input'], { function: 'gelu', output: signed(1, 4) }),
      ]),
      {},
    );
    // gelu * 16 for -2 ... 1.75 in quarters; the least is -0.17 * 16 = -2.7, between the ends.
    expect(last(program)).toMatchObject({ inputLow: -8, low: [-3, -3], high: [27, 27] });
    expect(last(program)).toMatchObject({
      entries: [-1, -1, -2, -2, -3, -3, -2, -2, 0, 2, 6, 9, 13, 18, 22, 27],
    });
  });
});

interface Refusal {
  readonly why: string;
  readonly network: Network;
  /** Silent: those that suit the network's first layer. */
  readonly weights?: Weights;
  readonly code: string;
}

describe('lower refuses', () => {
  const input = signed(3, 2);
  const big = { 'l0/kernel': tensor([1, 1], [1]), 'l0/bias': tensor([1], [0]) };
  it.each<Refusal>([
    {
      why: 'a kernel without a format',
      network: chain(1, input, [dense(1, { weight: undefined })]),
      code: 'lower.notQuantised',
    },
    {
      why: 'a bias without a format',
      network: chain(1, input, [dense(1, { bias: undefined })]),
      code: 'lower.notQuantised',
    },
    {
      why: 'a table without a format',
      network: chain(1, input, [dense(1, { output: input }), activation('tanh')]),
      code: 'lower.notQuantised',
    },
    {
      why: 'a table with an input of 11 bits',
      network: chain(1, input, [dense(1, { weight: signed(7, 2) }), activation('tanh', { output: input })]),
      weights: { 'l0/kernel': tensor([1, 1], [8]), 'l0/bias': tensor([1], [0]) },
      code: 'lower.tableInput',
    },
    {
      why: 'batch normalisation',
      network: chain(1, input, [{ kind: 'batchNorm', config: {} }]),
      code: 'lower.batchNorm',
    },
    {
      why: 'a weight off the grid',
      network: chain(1, input, [dense(1)]),
      weights: { ...single, 'l0/kernel': tensor([1, 1], [0.7]) },
      code: 'lower.offGrid',
    },
    {
      why: 'a weight above its format',
      network: chain(1, input, [dense(1)]),
      weights: { ...single, 'l0/kernel': tensor([1, 1], [4]) },
      code: 'lower.offGrid',
    },
    {
      why: 'a weight below its format',
      network: chain(1, input, [dense(1)]),
      weights: { ...single, 'l0/kernel': tensor([1, 1], [-4.25]) },
      code: 'lower.offGrid',
    },
    {
      why: 'a bias finer than the sum',
      network: chain(1, input, [dense(1, { bias: signed(1, 5) })]),
      weights: { ...single, 'l0/bias': tensor([1], [0.03125]) },
      code: 'lower.biasFraction',
    },
    {
      why: 'a mean of three without a reciprocal',
      network: net([3, 1], input, [node('m', 'aggregate', ['input'], { function: 'mean' })]),
      code: 'lower.notQuantised',
    },
    {
      why: 'weights whose formats lie more than 32 bits apart',
      network: chain(1, input, [dense(2, { weight: [signed(20, 0), signed(0, 20)], bias: signed(1, 22) })]),
      weights: { 'l0/kernel': tensor([1, 2], [2 ** 19, 2 ** -20]), 'l0/bias': tensor([2], [0, 0]) },
      code: 'lower.weightWidth',
    },
    {
      why: 'two values that only meet beyond 2^53',
      network: net([1], signed(31, 0), [
        node('a', 'activation', ['input'], { function: 'identity', output: signed(-20, 51) }),
        node('r', 'add', ['a', 'input'], {}),
      ]),
      code: 'width.tooWide',
    },
    {
      why: 'integers beyond 2^53',
      network: chain(1, signed(31, 0), [
        dense(1, { weight: signed(24, 0), bias: signed(4, 0) }),
        activation('leakyRelu', { slopeShift: 3 }),
      ]),
      weights: { 'l0/kernel': tensor([1, 1], [2 ** 23]), 'l0/bias': tensor([1], [0]) },
      code: 'width.tooWide',
    },
    { why: 'a missing tensor', network: chain(1, input, [dense(1)]), weights: {}, code: 'weights.missing' },
    { why: 'a tensor of another shape', network: chain(2, input, [dense(1)]), code: 'weights.shape' },
    {
      why: 'a tensor too many',
      network: chain(1, input, [dense(1)]),
      weights: { ...single, x: single['l0/bias'] },
      code: 'weights.unknown',
    },
    {
      why: 'a weight that is not a number',
      network: chain(1, input, [dense(1)]),
      weights: { ...single, 'l0/bias': tensor([1], [NaN]) },
      code: 'weights.notFinite',
    },
  ])('$why', ({ network, weights, code }) => {
    const kinds = network.layers.map(({ kind }) => kind);
    const fallback = kinds.includes('batchNorm') ? normWeights : kinds.includes('dense') ? big : {};
    expect(() => lower(network, weights ?? fallback)).toThrow(expect.objectContaining({ code }));
  });

  const normWeights = Object.fromEntries(
    ['gamma', 'beta', 'mean', 'variance'].map((name) => [`l0/${name}`, tensor([1], [1])]),
  );
});
