import fc from 'fast-check';
import { testWith } from '../../../../../tools/testing/testWith';
import { rowBytes } from '../wasm/layout';
import type { Kernels } from '../wasm/kernels';
import { instantiateKernels, loadKernelModule } from '../wasm/wasmModule';
import { loadNativeAddon, type InstructionSet } from './addon';
import { withNativeKernels } from './nativeKernels';

const seed = 20261124;
const bytes = 4 << 20;
const { module: compiled } = loadKernelModule();

/** Six regions that no operand of these sizes leaves, after one for integer tables. */
const [tables, a, b, c, d, e] = [1, 2, 10, 18, 34, 50].map((place) => place << 16);

type Arguments = readonly number[];
type KernelName = keyof Kernels;

/** Mostly small floats, and those that tell a wrong order, a wrong maximum or a fused product from a right one. */
const values = Float32Array.from({ length: 4096 }, (_, i) => {
  if (i % 97 === 5) return [-0, 0, Infinity, -Infinity, 1e-40, 3e38][i % 6];
  return (((i * 7919 + 13) % 4096) / 2048 - 1) * (i % 11 === 0 ? 1e4 : 1);
});

const number = (max: number) => fc.integer({ min: 1, max });
const product = fc.record({ rows: number(150), inner: number(70), columns: number(70), options: fc.nat(7) });
const lengths = fc.record({ vectors: number(60), options: fc.nat(7) });
const windows = fc
  .record({
    ...{ height: number(8), width: number(8), channels: fc.constantFrom(1, 3, 8, 16, 24, 40) },
    ...{ filters: number(40), size: number(3), stride: number(2), examples: number(5), options: fc.nat(7) },
  })
  .filter(({ height, width, size }) => height >= size && width >= size);

/** Addresses of vectors as wide as the widest row. */
const vectorsAt = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + 4096 * i);
/** Numbers from -8 to 8, as fractions and ranges are. */
const smallAt = e + (1 << 18);

const panels = (columns: number) => Math.ceil(columns / 8);
const flag = (options: number, bit: number) => (options >> bit) & 1;
const mask = (options: number, at: number) => [flag(options, 2) * at, -0.4, 0.5];

interface Geometry {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly size: number;
  readonly stride: number;
}

/** Byte offsets of windows, of the segments and elements of a window, and of its taps; rows of pixels without padding. */
function offsetsOf({ height, width, channels, size, stride }: Geometry) {
  const pixel = channels * 4;
  const steps = (length: number) => Array.from({ length }, (_, i) => i);
  const [down, right] = [height, width].map((length) => steps(Math.floor((length - size) / stride) + 1));
  const offsets = down.flatMap((i) => right.map((j) => (i * width + j) * stride * pixel));
  const segments = steps(size).map((i) => i * width * pixel);
  const elements = segments.flatMap((at) => steps(size * channels).map((i) => at + 4 * i));
  const taps = steps(size).flatMap((i) => steps(size).map((j) => (i * width + j) * pixel));
  const example = rowBytes(height * width * channels);
  return { offsets, segments, elements, taps, example };
}

/** Where the four tables of `offsetsOf` lie. */
const [offsetsAt, segmentsAt, elementsAt, tapsAt] = [0, 1, 2, 3].map((i) => tables + i * 8192);

interface Case {
  readonly kernel: KernelName;
  readonly arguments: fc.Arbitrary<{ readonly values: Arguments; readonly geometry?: Geometry }>;
}

const plain = (kernel: KernelName, arbitrary: fc.Arbitrary<Arguments>): Case => ({
  kernel,
  arguments: arbitrary.map((given) => ({ values: given })),
});

const elementwise = (kernel: KernelName, rest: (options: number) => Arguments): Case =>
  plain(
    kernel,
    lengths.map(({ vectors, options }) => withLength(rest(options), vectors)),
  );

/** NaN stands for the number of bytes. */
function withLength(given: Arguments, vectors: number): Arguments {
  return given.map((value) => (Number.isNaN(value) ? 16 * vectors : value));
}

type Windowed = typeof windows extends fc.Arbitrary<infer W> ? W : never;

const windowed = (
  kernel: KernelName,
  call: (w: Windowed, offsets: ReturnType<typeof offsetsOf>) => Arguments,
): Case => ({
  kernel,
  arguments: windows.map((w) => ({ geometry: w, values: call(w, offsetsOf(w)) })),
});

/** Taps are whole panels wide. */
const wide = (w: Windowed): Windowed => ({ ...w, channels: w.channels < 8 ? 8 : w.channels });
const tapped = (
  kernel: KernelName,
  call: (w: Windowed, offsets: ReturnType<typeof offsetsOf>) => Arguments,
): Case => ({
  kernel,
  arguments: windows.map((w) => ({ geometry: wide(w), values: call(wide(w), offsetsOf(wide(w))) })),
});

const cases: readonly Case[] = [
  plain(
    'gemm',
    product.map(({ rows, inner, columns, options }) => [
      ...[a, rowBytes(inner), b, flag(options, 0) * c, d, rowBytes(columns), rows, inner, panels(columns)],
      ...[flag(options, 1), ...mask(options, e)],
    ]),
  ),
  plain(
    'gemmTransposed',
    product.map(({ rows, inner, columns }) => [
      ...[a, rowBytes(inner), d, rowBytes(columns), b, rows, inner, panels(columns)],
    ]),
  ),
  plain(
    'transposePanels',
    product.map(({ inner, columns, options }) => [a, d, 1 + (options % 3), inner, columns]),
  ),
  plain(
    'sumRows',
    product.map(({ rows, columns }) => [a, d, rows, rowBytes(columns)]),
  ),
  plain(
    'normalize',
    product.map(({ rows, columns }) => [a, d, rows, rowBytes(columns), ...vectorsAt(b, 6), 1e-3, 0.9]),
  ),
  plain(
    'normalizeInference',
    product.map(({ rows, columns }) => [a, d, rows, rowBytes(columns), ...vectorsAt(b, 4), 1e-3]),
  ),
  plain(
    'normalizeBackward',
    product.map(({ rows, columns }) => [d, a, rows, rowBytes(columns), ...vectorsAt(b, 5)]),
  ),
  plain(
    'learnedQuantize',
    product.map(({ rows, columns }) => [a, d, rows, rowBytes(columns), ...vectorsAt(smallAt, 3)]),
  ),
  plain(
    'learnedQuantizeBackward',
    product.map(({ rows, columns, options }) => [
      ...[d, a, b, rows, rowBytes(columns), ...vectorsAt(smallAt, 2), flag(options, 0), c],
    ]),
  ),
  windowed('gemmWindows', (w, { offsets, segments, example }) => [
    ...[a, example, offsetsAt, offsets.length, segmentsAt, segments.length, w.size * w.channels * 4, b],
    ...[flag(w.options, 0) * c, d, rowBytes(w.filters), w.examples, panels(w.filters), flag(w.options, 1)],
  ]),
  windowed('gemmWindowsTransposed', (w, { offsets, elements, example }) => [
    ...[a, example, offsetsAt, offsets.length, elementsAt, elements.length, d, rowBytes(w.filters), b],
    ...[w.examples, panels(w.filters)],
  ]),
  tapped('scatterWindows', (w, { offsets, taps, example }) => [
    ...[d, rowBytes(w.filters), b, a, example, offsetsAt, offsets.length, tapsAt, taps.length, w.examples],
    ...[w.filters, panels(w.channels), ...mask(w.options, e)],
  ]),
  tapped('sumTaps', (w, { offsets, taps, example }) => [
    ...[a, example, d, w.examples, offsetsAt, offsets.length, tapsAt, taps.length, w.channels * 4],
  ]),
  tapped('sumTapsBackward', (w, { offsets, taps, example }) => [
    ...[d, a, example, w.examples, offsetsAt, offsets.length, tapsAt, taps.length, w.channels * 4],
    ...mask(w.options, e),
  ]),
  elementwise('relu', () => [a, d, NaN]),
  elementwise('add', () => [a, b, d, NaN]),
  elementwise('multiply', () => [a, d, NaN, 0.3]),
  elementwise('multiplyElements', (options) => [a, options & 1 ? a : b, options & 2 ? a : d, NaN]),
  elementwise('maskRange', () => [a, d, b, NaN, -0.3, 0.4]),
  elementwise('quantize', (options) => [a, d, NaN, 2 ** -options, -4, 3]),
  elementwise('tanh', () => [a, d, NaN]),
  elementwise('tanhBackward', () => [d, a, NaN]),
  elementwise('sigmoid', () => [a, d, NaN]),
  elementwise('sigmoidBackward', () => [d, a, NaN]),
  plain(
    'dropout',
    product.map(({ rows, inner, columns, options }) => [
      ...[a, options & 1 ? a : d, rows, columns, rowBytes(columns)],
      ...[inner * 10_000_019, (options - 3) * 400_000_009, options * 2_000_000, 1.25],
    ]),
  ),
  elementwise('adam', () => [a, b, c, d, NaN, 1e-3, 1.2, 1e-4, Math.fround(0.9), Math.fround(0.999), 1e-8]),
];

const reference = instantiateKernels(compiled, bytes);
const native = instantiateKernels(compiled, bytes);

function fill(buffer: ArrayBuffer, geometry: Geometry | undefined): void {
  const floats = new Float32Array(buffer);
  for (let at = a / 4; at < floats.length; at += values.length) {
    floats.set(values.subarray(0, Math.min(values.length, floats.length - at)), at);
  }
  floats
    .subarray(smallAt / 4, smallAt / 4 + 4096)
    .forEach((_, i, small) => (small[i] = ((i * 37) % 33) / 2 - 8));
  if (geometry === undefined) return;
  const { offsets, segments, elements, taps } = offsetsOf(geometry);
  const integers = new Int32Array(buffer);
  integers.set(offsets, offsetsAt / 4);
  integers.set(segments, segmentsAt / 4);
  integers.set(elements, elementsAt / 4);
  integers.set(taps, tapsAt / 4);
}

function run(kernels: Kernels, kernel: KernelName, given: Arguments): void {
  (kernels[kernel] as (...given: number[]) => void)(...given);
}

function addonOrFail() {
  const addon = loadNativeAddon();
  if (addon === undefined) throw new Error("The native kernels are missing or stale: run 'npm run prepare'.");
  return addon;
}

describe.each<InstructionSet>(['widest', 'avx2'])('native kernels, %s', (set) => {
  testWith('g++')('stand in for every kernel that this file compares', () => {
    const { kernels } = withNativeKernels(native, addonOrFail(), set);
    const replaced = (Object.keys(kernels) as KernelName[]).filter(
      (name) => kernels[name] !== native.kernels[name],
    );
    expect(replaced.sort()).toEqual(cases.map(({ kernel }) => kernel).sort());
  });

  for (const { kernel, arguments: given } of cases) {
    testWith('g++')(`${kernel} leaves the very bytes that WebAssembly leaves (seed ${seed})`, () => {
      const { kernels } = withNativeKernels(native, addonOrFail(), set);
      fc.assert(
        fc.property(given, ({ values: numbers, geometry }) => {
          fill(reference.buffer, geometry);
          fill(native.buffer, geometry);
          run(reference.kernels, kernel, numbers);
          run(kernels, kernel, numbers);
          expect(Buffer.compare(Buffer.from(native.buffer), Buffer.from(reference.buffer))).toBe(0);
        }),
        { seed, numRuns: 30 },
      );
    });
  }
});
