import type { Draft } from './drafts';
import { foldRounding } from './foldRounding';

type Part<T> = T extends Draft ? Omit<T, 'layer' | 'shape' | 'fraction'> : never;
type Placed = Part<Draft> & { readonly shape?: readonly number[]; readonly fraction?: number };

/** Operations of 4 bits after the point and 2 elements unless they say otherwise; the first is the input. */
const programOf = (...parts: Placed[]) =>
  parts.map((part) => ({ layer: 'l', shape: [2], fraction: 4, ...part })) as unknown as Draft[];

const input: Placed = { kind: 'input', format: { signed: true, integer: 3, fraction: 4 } };
const add: Placed = { kind: 'add', x: 0, constant: [5, -7] };
/** Drops `shift` bits of a value. */
const quantize = (x: number, ...shifts: number[]): Placed => ({
  kind: 'quantize',
  x,
  round: 'half-up',
  channels: shifts.map((shift) => ({ shift, lift: 0, minimum: -8, maximum: 7 })),
});

/** What becomes of the constant of operation 1 and the rounding of the last operation. */
function folded(drafts: readonly Draft[], output = drafts.length - 1) {
  const result = foldRounding(drafts, output);
  const [carrier, last] = [result[1], result.at(-1)!];
  return [
    carrier.kind === 'add' ? carrier.constant : undefined,
    last.kind === 'quantize' ? last.round : undefined,
  ];
}
const untouched = [[5, -7], 'half-up'];

describe('foldRounding lets a constant carry the half step', () => {
  it.each([
    { why: 'straight behind it: 2^(3-1)', parts: [input, add, quantize(1, 3)], constant: [9, -3] },
    { why: 'of each channel', parts: [input, add, quantize(1, 3, 1)], constant: [9, -6] },
    { why: 'where a channel drops bits', parts: [input, add, quantize(1, 0, 2)], constant: [5, -5] },
    {
      why: 'through relu',
      parts: [input, add, { kind: 'relu', x: 1 }, quantize(2, 3, 1)] as Placed[],
      constant: [9, -6],
    },
    {
      why: 'through relu, a window and max, of each channel',
      parts: [
        { ...input, shape: [4, 2] },
        { ...add, shape: [4, 2] },
        { kind: 'relu', x: 1, shape: [4, 2] },
        { kind: 'window', x: 2, shape: [2, 4], sizes: [2], strides: [2], before: [0] },
        { kind: 'reshape', x: 3, shape: [2, 2, 2] },
        { kind: 'max', x: 4, shape: [2, 2] },
        { ...quantize(5, 3, 1), shape: [2, 2] },
      ] as Placed[],
      constant: [9, -6],
    },
    {
      why: 'through a mean of 4: 6 bits after the point, 3 dropped, half of 2^-3 in sixteenths',
      parts: [
        { ...input, shape: [4, 2] },
        { ...add, shape: [4, 2] },
        { kind: 'sum', x: 1 },
        { kind: 'scale', x: 2, multiplier: 1, fraction: 6 },
        quantize(3, 3),
      ] as Placed[],
      constant: [6, -6],
    },
    {
      why: 'through a sum of 2 values, where it is half as large',
      parts: [
        { ...input, shape: [2, 2] },
        { ...add, shape: [2, 2] },
        { kind: 'sum', x: 1 },
        quantize(2, 3),
      ] as Placed[],
      constant: [7, -5],
    },
    {
      why: 'through a residual sum that is finer than it: half a step of 2^-2 in sixteenths',
      parts: [
        { ...input, fraction: 6 },
        add,
        { kind: 'addValues', a: 0, b: 1, aShift: 0, bShift: 2, fraction: 6 },
        quantize(2, 4),
      ] as Placed[],
      constant: [7, -5],
    },
  ])('$why', ({ parts, constant }) => {
    expect(folded(programOf(...parts))).toEqual([constant, 'floor']);
  });
});

describe('foldRounding leaves a quantiser its own rounding', () => {
  it.each<{ why: string; parts: Placed[] }>([
    { why: 'the sum has a second reader', parts: [input, add, { kind: 'relu', x: 1 }, quantize(1, 3)] },
    {
      why: 'the relu has a second reader',
      parts: [input, add, { kind: 'relu', x: 1 }, { kind: 'relu', x: 2 }, quantize(2, 3)],
    },
    {
      why: 'a leaky relu scales',
      parts: [input, add, { kind: 'leakyRelu', x: 1, slopeShift: 1, fraction: 5 }, quantize(2, 3)],
    },
    {
      why: 'a relu is summed behind',
      parts: [
        { ...input, shape: [2, 2] },
        { ...add, shape: [2, 2] },
        { kind: 'relu', x: 1, shape: [2, 2] },
        { kind: 'sum', x: 2 },
        quantize(3, 3),
      ],
    },
    {
      why: 'three terms do not share a half step',
      parts: [{ ...input, shape: [3, 2] }, { ...add, shape: [3, 2] }, { kind: 'sum', x: 1 }, quantize(2, 3)],
    },
    {
      why: 'a window reads zeros, which carry nothing',
      parts: [
        { ...input, shape: [2, 2] },
        { ...add, shape: [2, 2] },
        { kind: 'window', x: 1, shape: [2, 4], sizes: [2], strides: [1], before: [0] },
        quantize(2, 3),
      ],
    },
    {
      why: 'a factor multiplies',
      parts: [input, add, { kind: 'scale', x: 1, multiplier: 3, fraction: 8 }, quantize(2, 3)],
    },
    {
      why: 'the sum is too coarse for half a step',
      parts: [
        { ...input, fraction: 6 },
        add,
        { kind: 'addValues', a: 0, b: 1, aShift: 0, bShift: 2, fraction: 6 },
        quantize(2, 2),
      ],
    },
    {
      why: 'a flatten mixes its channels',
      parts: [
        { ...input, shape: [2, 2] },
        { ...add, shape: [2, 2] },
        { kind: 'reshape', x: 1, shape: [4] },
        { ...quantize(2, 3, 1, 3, 2), shape: [4] },
      ],
    },
  ])('where $why', ({ parts }) => {
    expect(folded(programOf(...parts))).toEqual(untouched);
  });

  it('where the sum also leaves the network', () => {
    expect(folded(programOf(input, add, quantize(1, 3)), 1)).toEqual(untouched);
  });
});
