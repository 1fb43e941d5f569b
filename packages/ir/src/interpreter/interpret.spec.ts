import type { IntegerOperation, IntegerProgram } from '../integerProgram';
import { interpret } from './interpret';

type Draft<T> = T extends IntegerOperation
  ? Omit<T, 'layer' | 'shape' | 'fraction'> & { readonly shape?: readonly number[] }
  : never;

/** A program whose operations have as many elements as bounds, in one axis if silent; layers are named after their kind. */
function programOf(...drafts: Draft<IntegerOperation>[]): IntegerProgram {
  const operations = drafts.map((draft) => ({
    layer: draft.kind,
    shape: [draft.low.length],
    fraction: 0,
    ...draft,
  })) as IntegerOperation[];
  return { name: 'net', operations, output: operations.length - 1 };
}

const format = { signed: true, integer: 4, fraction: 0 };
const input = (elements: number, low = -16, high = 15) =>
  ({ kind: 'input', format, low: Array(elements).fill(low), high: Array(elements).fill(high) }) as const;
const wide = (elements: number) => ({ low: Array(elements).fill(-4096), high: Array(elements).fill(4096) });

const run = (program: IntegerProgram, x: number[], count: number) => [
  ...interpret(program, Int32Array.from(x), count),
];

describe('interpret', () => {
  it('multiplies by the matrix', () => {
    const kernel = { inputs: 2, outputs: 3, fraction: 0, data: Int32Array.of(1, -2, 0, 3, 5, 0) };
    const program = programOf(input(2), { kind: 'matvec', x: 0, kernel, ...wide(3) });
    // (2, -1): 2 - 3 = -1; -4 - 5 = -9; 0
    expect(run(program, [2, -1, 0, 4], 2)).toEqual([-1, -9, 0, 12, 20, 0]);
  });

  it('adds constants per element', () => {
    const program = programOf(input(2), { kind: 'add', x: 0, constant: [7, -3], ...wide(2) });
    expect(run(program, [1, 1, -16, 15], 2)).toEqual([8, -2, -9, 12]);
  });

  it('clamps below zero for relu', () => {
    const program = programOf(input(3), { kind: 'relu', x: 0, ...wide(3) });
    expect(run(program, [-5, 0, 5], 1)).toEqual([0, 0, 5]);
  });

  it('scales what is not negative for leakyRelu', () => {
    const program = programOf(input(3), { kind: 'leakyRelu', x: 0, slopeShift: 2, ...wide(3) });
    expect(run(program, [-5, 0, 5], 1)).toEqual([-5, 0, 20]);
  });

  it('looks tables up from their lowest input', () => {
    const table = { kind: 'table', x: 0, inputLow: -2, entries: [9, 8, 7, 6] } as const;
    const program = programOf(input(2, -2, 1), { ...table, ...wide(2) });
    expect(run(program, [-2, 1], 1)).toEqual([9, 6]);
  });

  it.each([
    { shift: 2, round: 'floor', x: [-5, -4, 3, 4], y: [-2, -1, 0, 1], why: 'floor goes down below zero' },
    { shift: 2, round: 'half-up', x: [-7, -6, 5, 6], y: [-2, -1, 1, 2], why: 'ties go up' },
    { shift: 0, round: 'half-up', x: [-9, -8, 7, 8], y: [-8, -8, 7, 7], why: 'saturates at both ends' },
    {
      shift: -1,
      round: 'floor',
      x: [-5, -2, 1, 3],
      y: [-8, -4, 2, 6],
      why: 'multiplies by 2, then saturates',
    },
  ] as const)('quantises by a shift of $shift, $round: $why', ({ shift, round, x, y }) => {
    const channels = [{ shift, lift: 0, minimum: -8, maximum: 7 }];
    const quantize = { kind: 'quantize', x: 0, round, channels, ...wide(4) } as const;
    expect(run(programOf(input(4), quantize), [...x], 1)).toEqual(y);
  });

  it('quantises each channel by its own rule, and lifts', () => {
    const channels = [
      { shift: 2, lift: 1, minimum: -2, maximum: 1 },
      { shift: -1, lift: 0, minimum: -8, maximum: 7 },
    ];
    const program = programOf(input(4), { kind: 'quantize', x: 0, round: 'half-up', channels, ...wide(4) });
    // 7 / 4 = 1.75 is 2, clamped to 1, lifted to 2; 3 is 6; -7 / 4 = -1.75 is -2, lifted to -4; -16 is -32, clamped.
    expect(run(program, [7, 3, -7, -16], 1)).toEqual([2, 6, -4, -8]);
  });

  it('multiplies and adds at every position', () => {
    const kernel = { inputs: 2, outputs: 1, fraction: 0, data: Int32Array.of(1, -2) };
    const at = { shape: [2, 1], ...wide(2) };
    const program = programOf(
      { ...input(4), shape: [2, 2] },
      { kind: 'matvec', x: 0, kernel, ...at },
      { kind: 'add', x: 1, constant: [10], ...at },
    );
    expect(run(program, [1, 2, 3, 4, 5, 6, 7, 8], 2)).toEqual([7, 5, 3, 1]);
  });

  it('adds two values, each shifted', () => {
    const program = programOf(
      input(2),
      { kind: 'relu', x: 0, ...wide(2) },
      { kind: 'addValues', a: 0, b: 1, aShift: 0, bShift: 3, ...wide(2) },
    );
    expect(run(program, [-5, 5, 1, -1], 2)).toEqual([-5, 45, 9, -1]);
  });

  it('multiplies two values, and one by itself', () => {
    const relu = { kind: 'relu', x: 0, ...wide(3) } as const;
    const product = programOf(input(3), relu, { kind: 'multiply', a: 0, b: 1, ...wide(3) });
    expect(run(product, [-5, 5, 0, 3, -1, 2], 2)).toEqual([0, 25, 0, 9, 0, 4]);
    const square = programOf(input(3), { kind: 'multiply', a: 0, b: 0, ...wide(3) });
    expect(run(square, [-5, 5, 0], 1)).toEqual([25, 25, 0]);
  });

  it('gathers windows, with zeros outside, and aggregates them by channel', () => {
    const shaped = (...shape: number[]) => ({ shape, ...wide(shape.reduce((a, b) => a * b)) });
    const windows = programOf(
      { ...input(6), shape: [3, 2] },
      { kind: 'window', x: 0, sizes: [2], strides: [1], before: [1], ...shaped(3, 4) },
      { kind: 'reshape', x: 1, ...shaped(3, 2, 2) },
      { kind: 'max', x: 2, ...shaped(3, 2) },
      { kind: 'sum', x: 2, ...shaped(3, 2) },
      { kind: 'scale', x: 4, multiplier: -3, ...shaped(3, 2) },
    );
    const x = [-1, 2, 3, -4, 5, -6, ...[1, 1, 1, 1, 1, 1]];
    expect(run({ ...windows, output: 1 }, x, 2)).toEqual([
      ...[0, 0, -1, 2, -1, 2, 3, -4, 3, -4, 5, -6],
      ...[0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    ]);
    expect(run({ ...windows, output: 3 }, x, 2)).toEqual([0, 2, 3, 2, 5, -4, 1, 1, 1, 1, 1, 1]);
    expect(run({ ...windows, output: 4 }, x, 2)).toEqual([-1, 2, 2, -2, 8, -10, 1, 1, 2, 2, 2, 2]);
    expect(run(windows, x, 2)).toEqual([3, -6, -6, 6, -24, 30, -3, -3, -6, -6, -6, -6]);
  });

  it('reads a value as often as it is used and outputs any value', () => {
    const program = programOf(
      input(1),
      { kind: 'relu', x: 0, ...wide(1) },
      { kind: 'add', x: 0, constant: [1], ...wide(1) },
      { kind: 'reshape', x: 2, ...wide(1) },
    );
    expect(run({ ...program, output: 1 }, [-3], 1)).toEqual([0]);
    expect(run(program, [-3], 1)).toEqual([-2]);
    expect(run({ ...program, output: 0 }, [-3], 1)).toEqual([-3]);
  });

  it('computes any count, full blocks or not', () => {
    const program = programOf(input(1, -16, 15), { kind: 'add', x: 0, constant: [100], ...wide(1) });
    for (const count of [0, 1, 63, 64, 65, 200]) {
      const x = Array.from({ length: count }, (_, i) => (i % 32) - 16);
      expect(run(program, x, count)).toEqual(x.map((integer) => integer + 100));
    }
  });

  it('is exact between 2^31 and 2^53', () => {
    const kernel = { inputs: 2, outputs: 1, fraction: 0, data: Int32Array.of(2 ** 30, 1) };
    const big = 2 ** 20;
    const program = programOf(
      input(2, -big, big),
      { kind: 'matvec', x: 0, kernel, low: [-(2 ** 51)], high: [2 ** 51] },
      { kind: 'add', x: 1, constant: [-(2 ** 50)], low: [-(2 ** 52)], high: [2 ** 52] },
      {
        kind: 'quantize',
        x: 2,
        round: 'floor',
        channels: [{ shift: 1, lift: 0, minimum: -100, maximum: 100 }],
        low: [-100],
        high: [100],
      },
    );
    // 2^50 + 7 - 2^50 = 7, halved and floored
    expect(run(program, [big, 7], 1)).toEqual([3]);
  });
});

describe('interpret refuses', () => {
  const sum = (low: number, high: number) =>
    programOf(input(1), { kind: 'add', x: 0, constant: [0], low: [low], high: [high] });
  const cancelling = { inputs: 2, outputs: 1, fraction: 0, data: Int32Array.of(2 ** 30, -(2 ** 30)) };
  it.each([
    { why: 'an interval beyond 2^53', program: sum(0, 2 ** 53), x: [0], code: 'width.tooWide' },
    {
      why: 'partial sums beyond 2^53 that cancel',
      program: programOf(input(2, -(2 ** 24), 2 ** 24), {
        kind: 'matvec',
        x: 0,
        kernel: cancelling,
        low: [0],
        high: [0],
      }),
      x: [0, 0],
      code: 'width.tooWide',
    },
    {
      why: 'a sum beyond 2^53 over the elements of a set',
      program: programOf(
        { ...input(2, -(2 ** 52), 2 ** 52), shape: [2, 1] },
        {
          kind: 'sum',
          x: 0,
          low: [0],
          high: [0],
        },
      ),
      x: [0, 0],
      code: 'width.tooWide',
    },
    {
      why: 'a value shifted beyond 2^53',
      program: programOf(input(1), {
        kind: 'addValues',
        a: 0,
        b: 0,
        aShift: 0,
        bShift: 49,
        low: [0],
        high: [0],
      }),
      x: [0],
      code: 'width.tooWide',
    },
    {
      why: 'a product beyond 2^53',
      program: programOf(
        { ...input(1, -(2 ** 27), 2 ** 27) },
        { kind: 'multiply', a: 0, b: 0, low: [0], high: [2 ** 54] },
        {
          kind: 'quantize',
          x: 1,
          round: 'floor',
          channels: [{ shift: 40, lift: 0, minimum: 0, maximum: 7 }],
          ...wide(1),
        },
      ),
      x: [0],
      code: 'width.tooWide',
    },
    { why: 'an output beyond 32 bits', program: sum(0, 2 ** 31), x: [0], code: 'interpret.outputWidth' },
    {
      why: 'a negative output beyond 32 bits',
      program: sum(-(2 ** 31) - 1, 0),
      x: [0],
      code: 'interpret.outputWidth',
    },
    { why: 'an input above the format', program: sum(0, 1), x: [16], code: 'interpret.inputRange' },
    { why: 'an input below the format', program: sum(0, 1), x: [-17], code: 'interpret.inputRange' },
    { why: 'too few integers', program: sum(0, 1), x: [], code: 'interpret.inputLength' },
    { why: 'too many integers', program: sum(0, 1), x: [1, 2], code: 'interpret.inputLength' },
  ])('$why', ({ program, x, code }) => {
    expect(() => run(program, x, 1)).toThrow(expect.objectContaining({ code }));
  });

  it('an input with its place in the message', () => {
    const program = programOf(input(2), { kind: 'relu', x: 0, ...wide(2) });
    expect(() => run(program, [0, 0, 0, 99], 2)).toThrow(
      "Vector 1, element 1 is 99; the input's format holds -16 to 15.",
    );
  });
});
