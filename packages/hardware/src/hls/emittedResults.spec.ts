import { interpret, type IntegerOperation, type IntegerProgram } from '@nx-codesign/ir';
import fc from 'fast-check';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomVectors } from '../__fixtures__/randomProgram';
import { input, kernel, matvec, named, programOf, runEmitted, stimuli } from './__fixtures__/emitted';
import { testWithGpp } from './__fixtures__/gpp';
import { judged, randomNetwork } from './__fixtures__/randomNetwork';

/** Seeds whose layers cover every kind of operation. */
const layerSeeds = [3, 6, 23];

describe('the emitted C++', () => {
  // Tables with negative inputs, both roundings, zero columns and saturation at both ends all occur in these three.
  testWithGpp.each(
    fc.sample(randomNetwork, { seed: 33, numRuns: 3 }).map((example, i) => [i + 1, example] as const),
  )(
    'is equal to the interpreter on random network %i of 3, integer for integer (seed 33)',
    (_number, example) => {
      const { program, expected } = judged(example);
      const { status, results } = runEmitted(program, example.stimuli, expected);
      expect(results).toEqual(Array.from(expected));
      expect(status).toBe(0);
    },
    60_000,
  );

  testWithGpp.each(layerSeeds)(
    'is equal to the interpreter on random layers over images and sets, seed %i',
    (seed) => {
      const program = randomLayers(seed, { products: true });
      const stimuli = randomVectors(program, 200, seed);
      const expected = interpret(program, stimuli, 200);
      const { status, results } = runEmitted(program, stimuli, expected);
      expect(results).toEqual(Array.from(expected));
      expect(status).toBe(0);
    },
    60_000,
  );

  test('is tried on every kind of layer', () => {
    const seen = layerSeeds.flatMap((seed) =>
      randomLayers(seed, { products: true }).operations.map(({ kind }) => kind),
    );
    expect(new Set(seen)).toEqual(
      new Set([
        ...['input', 'matvec', 'add', 'addValues', 'multiply', 'window', 'max', 'sum', 'scale'],
        ...['relu', 'leakyRelu', 'table', 'reshape', 'quantize'],
      ]),
    );
  });

  const constant: IntegerOperation = {
    ...named,
    kind: 'add',
    x: 1,
    constant: [5, -7],
    fraction: 6,
    low: [-633, -7],
    high: [642, -7],
  };
  const tenths = Array.from({ length: 256 }, (_, i) => Math.floor((i - 128) / 10));
  const rounded = {
    ...named,
    kind: 'quantize',
    fraction: 1,
    x: 0,
  } as const;
  const channel = (shift: number, minimum = -8, maximum = 7) => ({ shift, lift: 0, minimum, maximum });

  testWithGpp.each<[string, IntegerProgram, (a: number, b: number) => number[]]>([
    ['a product without a bias, one column zero', programOf(input, matvec), (a, b) => [3 * a - 2 * b, 0]],
    ['a dense layer', programOf(input, matvec, constant), (a, b) => [3 * a - 2 * b + 5, -7]],
    [
      'a constant added to the input',
      programOf(input, { ...constant, x: 0, fraction: 5, low: [-123, -135], high: [132, 120] }),
      (a, b) => [a + 5, b - 7],
    ],
    [
      'a product with two readers, which keeps its array',
      { ...programOf(input, matvec, constant, { ...matvec, kind: 'reshape', x: 1 }) },
      (a, b) => [3 * a - 2 * b, 0],
    ],
    [
      'the product of two values, and the square of a value that is never above 0',
      programOf(
        input,
        { ...named, kind: 'relu', x: 0, fraction: 5, low: [0, 0], high: [127, 127] },
        { ...named, kind: 'scale', x: 1, multiplier: -1, fraction: 5, low: [-127, -127], high: [0, 0] },
        { ...named, kind: 'multiply', a: 2, b: 2, fraction: 10, low: [0, 0], high: [16129, 16129] },
        {
          ...named,
          kind: 'multiply',
          a: 3,
          b: 0,
          fraction: 15,
          low: [-2064512, -2064512],
          high: [2048383, 2048383],
        },
      ),
      (a, b) => [a, b].map((v) => Math.max(v, 0) ** 2 * v + 0),
    ],
    [
      'the square of the input, which is unsigned',
      programOf(input, {
        ...named,
        kind: 'multiply',
        a: 0,
        b: 0,
        fraction: 10,
        low: [0, 0],
        high: [16384, 16384],
      }),
      (a, b) => [a * a, b * b],
    ],
    ['the input itself', programOf(input), (a, b) => [a, b]],
    [
      'a reshaped input',
      programOf(input, { ...input, kind: 'reshape', shape: [2, 1], x: 0 }),
      (a, b) => [a, b],
    ],
    [
      'a relu',
      programOf(input, { ...named, kind: 'relu', x: 0, fraction: 5, low: [0, 0], high: [127, 127] }),
      (a, b) => [Math.max(a, 0), Math.max(b, 0)],
    ],
    [
      'a leaky relu with slope 1/8',
      programOf(input, {
        ...named,
        kind: 'leakyRelu',
        x: 0,
        slopeShift: 3,
        fraction: 8,
        low: [-128, -128],
        high: [1016, 1016],
      }),
      (a, b) => [a < 0 ? a : 8 * a, b < 0 ? b : 8 * b],
    ],
    [
      'a table with negative inputs',
      programOf(input, {
        ...named,
        kind: 'table',
        x: 0,
        inputLow: -128,
        entries: tenths,
        fraction: 0,
        low: [-13, -13],
        high: [12, 12],
      }),
      (a, b) => [Math.floor(a / 10), Math.floor(b / 10)],
    ],
    [
      'a quantiser that cuts and saturates at both ends',
      programOf(input, {
        ...rounded,
        round: 'floor',
        channels: [channel(4)],
        low: [-8, -8],
        high: [7, 7],
      }),
      (a, b) => [a, b].map((v) => Math.max(-8, Math.min(7, Math.floor(v / 16)))),
    ],
    [
      'a quantiser that rounds half up',
      programOf(input, {
        ...rounded,
        round: 'half-up',
        channels: [channel(1)],
        fraction: 4,
        low: [-8, -8],
        high: [7, 7],
      }),
      (a, b) => [a, b].map((v) => Math.max(-8, Math.min(7, Math.floor((v + 1) / 2)))),
    ],
    [
      'a quantiser that rounds everything away',
      programOf(input, {
        ...rounded,
        round: 'half-up',
        channels: [channel(9)],
        fraction: -4,
        low: [0, 0],
        high: [0, 0],
      }),
      () => [0, 0],
    ],
    [
      'a quantiser to a finer step',
      programOf(input, {
        ...rounded,
        round: 'floor',
        channels: [channel(-3, -512, 511)],
        fraction: 8,
        low: [-512, -512],
        high: [511, 511],
      }),
      (a, b) => [a, b].map((v) => Math.max(-512, Math.min(511, 8 * v))),
    ],
    [
      'sums of 50 bits, of which the quantiser keeps the upper ones',
      programOf(
        input,
        {
          ...matvec,
          kernel: { ...kernel, data: Int32Array.of(2 ** 31 - 1, 0, 0, -(2 ** 31)) },
          low: [-128 * (2 ** 31 - 1), -127 * 2 ** 31],
          high: [127 * (2 ** 31 - 1), 128 * 2 ** 31],
        },
        {
          ...constant,
          constant: [2 ** 49, -(2 ** 49)],
          low: [2 ** 49 - 128 * (2 ** 31 - 1), -(2 ** 49) - 127 * 2 ** 31],
          high: [2 ** 49 + 127 * (2 ** 31 - 1), -(2 ** 49) + 128 * 2 ** 31],
        },
        {
          ...named,
          kind: 'quantize',
          x: 2,
          round: 'floor',
          channels: [channel(20, -(2 ** 30), 2 ** 30 - 1)],
          fraction: -14,
          low: [2 ** 29 - 2 ** 18, -(2 ** 29) - 127 * 2 ** 11],
          high: [2 ** 29 + 127 * 2 ** 11, -(2 ** 29) + 2 ** 18],
        },
      ),
      (a, b) => [
        Math.floor((2 ** 49 + a * (2 ** 31 - 1)) / 2 ** 20),
        Math.floor((-(2 ** 49) - b * 2 ** 31) / 2 ** 20),
      ],
    ],
  ])(
    'computes %s',
    (_what, program, formula) => {
      const byHand: number[] = [];
      for (let i = 0; i < stimuli.length; i += 2) byHand.push(...formula(stimuli[i], stimuli[i + 1]));
      const { status, stdout, results } = runEmitted(program, stimuli, byHand);
      expect(results).toEqual(byHand);
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: '10 vectors, 0 with mismatches (0 elements)\n',
      });
      expect(Array.from(interpret(program, stimuli, stimuli.length / 2))).toEqual(byHand);
    },
    60_000,
  );
});
