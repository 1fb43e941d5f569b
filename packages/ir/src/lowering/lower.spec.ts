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
