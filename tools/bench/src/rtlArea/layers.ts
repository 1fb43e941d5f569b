import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A dense layer in integers: `y = min(floor(max(x W + b, 0) / 2^shift), 2^bits - 1)`, or `x W + b` itself. */
export interface DenseLayer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  /** Bounds of each input. */
  readonly low: number;
  readonly high: number;
  /** Row-major `[inputs, outputs]`. */
  readonly kernel: readonly number[];
  readonly bias: readonly number[];
  readonly output?: { readonly shift: number; readonly bits: number };
}

/** Width of weights and activations, and the share of weights that are zero. */
export interface Precision {
  readonly bits: number;
  readonly zeroPercent: number;
}

/** Bits of the signed inputs of the network. */
const inputBits = 8;
/** Standard deviations of a sum that the output format reaches beyond, in bits below the worst case. */
const headroomBits = 2;

/** A network of dense layers with random weights, uniform over their format, of which a given share is zero. */
export function denseNetwork(widths: readonly number[], precision: Precision): DenseLayer[] {
  return widths.slice(1).map((outputs, index) => {
    const inputs = widths[index];
    const isLast = index === widths.length - 2;
    return denseLayer({ inputs, outputs, index, isLast }, precision);
  });
}

function denseLayer(
  place: { inputs: number; outputs: number; index: number; isLast: boolean },
  { bits, zeroPercent }: Precision,
): DenseLayer {
  const { inputs, outputs, index, isLast } = place;
  const random = xoroshiro128plus(1 + index);
  const half = 2 ** (bits - 1);
  const kernel = Array.from({ length: inputs * outputs }, () => nonZero(uniformInt(random, -half, half - 1)));
  const order = kernel.map((_, i) => ({ i, key: uniformInt(random, 0, 2 ** 31 - 1) }));
  const zeros = Math.round((kernel.length * zeroPercent) / 100);
  for (const { i } of order.sort((a, b) => a.key - b.key).slice(0, zeros)) kernel[i] = 0;
  const bias = Array.from({ length: outputs }, () => uniformInt(random, -half * 4, half * 4));
  const [low, high] = index === 0 ? [-(2 ** (inputBits - 1)), 2 ** (inputBits - 1) - 1] : [0, 2 ** bits - 1];
  const name = `dense${index + 1}`;
  const layer = { name, inputs, outputs, low, high, kernel, bias };
  if (isLast) return layer;
  const reach = Math.max(...boundsOfSums(layer).map((bounds) => bounds.high));
  return {
    ...layer,
    output: { bits, shift: Math.max(0, Math.ceil(Math.log2(reach)) - bits - headroomBits) },
  };
}

function nonZero(weight: number): number {
  return weight === 0 ? 1 : weight;
}

/** The layer as a program of its own. */
export function programOf(layer: DenseLayer): IntegerProgram {
  const { inputs, outputs, low, high, kernel, bias, output } = layer;
  const all = (length: number, [bottom, top]: readonly [number, number]) => ({
    ...{ shape: [length], fraction: 0 },
    ...{ low: new Array<number>(length).fill(bottom), high: new Array<number>(length).fill(top) },
  });
  const sums = boundsOfSums(layer);
  const of = (bounds: readonly { low: number; high: number }[]) => ({
    ...{ layer: layer.name, shape: [outputs], fraction: 0 },
    ...{ low: bounds.map((each) => each.low), high: bounds.map((each) => each.high) },
  });
  const matrix = { inputs, outputs, fraction: 0, data: Int32Array.from(kernel) };
  const shifted = sums.map((each, j) => ({ low: each.low - bias[j], high: each.high - bias[j] }));
  const operations: IntegerOperation[] = [
    {
      ...{ kind: 'input', layer: 'input', ...all(inputs, [low, high]) },
      format: { signed: low < 0, integer: inputBits, fraction: 0 },
    },
    { kind: 'matvec', x: 0, kernel: matrix, ...of(shifted) },
    { kind: 'add', x: 1, constant: bias, ...of(sums) },
  ];
  if (output) {
    const positive = sums.map((each) => ({ low: Math.max(0, each.low), high: Math.max(0, each.high) }));
    const maximum = 2 ** output.bits - 1;
    const limit = (value: number) => Math.min(Math.floor(value / 2 ** output.shift), maximum);
    const channels = [{ shift: output.shift, lift: 0, minimum: 0, maximum }];
    const limited = positive.map((each) => ({ low: limit(each.low), high: limit(each.high) }));
    operations.push({ kind: 'relu', x: 2, ...of(positive) });
    operations.push({ kind: 'quantize', x: 3, round: 'floor', channels, ...of(limited) });
  }
  return { name: layer.name, operations, output: operations.length - 1 };
}

/** By output: the exact bounds of `x W + b`. */
function boundsOfSums({ inputs, outputs, low, high, kernel, bias }: DenseLayer) {
  return bias.map((constant, j) => {
    const bounds = { low: constant, high: constant };
    for (let i = 0; i < inputs; i++) {
      const weight = kernel[i * outputs + j];
      bounds.low += weight * (weight > 0 ? low : high);
      bounds.high += weight * (weight > 0 ? high : low);
    }
    return bounds;
  });
}

/** Input vectors for a check, flattened. */
export function vectorsOf({ inputs, low, high }: DenseLayer, count: number): Int32Array {
  const random = xoroshiro128plus(99);
  return Int32Array.from({ length: count * inputs }, () => uniformInt(random, low, high));
}
