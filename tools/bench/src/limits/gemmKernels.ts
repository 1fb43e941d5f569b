import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A batch of square images whose windows of 3x3 are the rows of a product. */
export interface Images {
  readonly side: number;
  readonly channels: number;
  readonly examples: number;
}

/**
 * One product of a training step: `rows x inner` by `inner x columns`; transposed, `rows` summed over; either over the
 * windows of images; or scattered, `rows x columns` by `columns x inner` added to the images.
 */
export interface ProductShape {
  readonly form: 'plain' | 'transposed' | 'windows' | 'windowsTransposed' | 'scatter';
  /** The gradient of a layer's input rather than its values. */
  readonly isInputGradient?: true;
  /** Of the forms over windows. */
  readonly image?: Images;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** The kernels themselves, without an engine around them. */
export interface GemmKernels {
  /** Name of the instruction set; WebAssembly's is AVX in 128 bits. */
  readonly set: string;
  /** Runs a product so many times and returns GFLOP/s; lanes beyond the columns do not count. */
  run(shape: ProductShape, times: number): number;
}

type Call = (...values: number[]) => void;

interface Addon {
  bind(memory: ArrayBuffer, numbers: Float64Array, set: string): Record<string, () => void> & { set: string };
}

const megabyte = 1 << 20;
const pages = 512;

export function wasmGemm(): GemmKernels {
  const { kernels, buffer } = instantiate();
  return createGemm('avx128', kernels as Record<string, Call>, buffer);
}

/** The addon's kernels over the memory of an instance; undefined where it was not built or has no set for this core. */
export function nativeGemm(): GemmKernels | undefined {
  const file = join(buildFolder(), `kernels-${process.platform}-${process.arch}.node`);
  let addon: Addon;
  try {
    addon = createRequire(__filename)(file) as Addon;
  } catch {
    return undefined;
  }
  const { buffer } = instantiate();
  const numbers = new Float64Array(24);
  const bound = addon.bind(buffer, numbers, 'widest');
  if (bound.set === 'none') return undefined;
  const callOf =
    (name: string): Call =>
    (...values) => {
      numbers.set(values);
      bound[name]();
    };
  return createGemm(bound.set, Object.fromEntries(names.map((name) => [name, callOf(name)])), buffer);
}

const names = ['gemm', 'gemmTransposed', 'gemmWindows', 'gemmWindowsTransposed', 'scatterWindows'];
const [a, b, c, tables] = [1, 9, 17, 25].map((place) => place * megabyte);

function createGemm(set: string, kernels: Record<string, Call>, memory: ArrayBuffer): GemmKernels {
  return {
    set,
    run(shape, times) {
      const { rows, inner, columns } = shape;
      const [name, values] = callOf(shape, memory);
      const call = kernels[name];
      const start = performance.now();
      for (let i = 0; i < times; i++) call(...values);
      return (2 * rows * inner * columns * times) / (performance.now() - start) / 1e6;
    },
  };
}

const strideOf = (width: number) => Math.ceil(width / 8) * 32;
const panelsOf = (columns: number) => Math.ceil(columns / 8);

/** The kernel of a product and its arguments; writes the tables that it reads. */
function callOf(shape: ProductShape, memory: ArrayBuffer): readonly [string, readonly number[]] {
  const { form, rows, inner, columns, image } = shape;
  const panels = panelsOf(columns);
  if (image === undefined) {
    const [from, to] = [inner, columns].map(strideOf);
    if (form === 'plain') return ['gemm', [a, from, b, 0, c, to, rows, inner, panels, 1, 0, 0, 0]];
    return ['gemmTransposed', [a, from, c, to, b, rows, inner, panels]];
  }
  const { channels, examples } = image;
  const { offsets, segments, taps, elements, example, positions } = writeTables(image, memory);
  const to = strideOf(columns);
  if (form === 'windows') {
    const windows = [a, example, offsets, positions, segments, 3, 12 * channels];
    return ['gemmWindows', [...windows, b, 0, c, to, examples, panels, 1]];
  }
  if (form === 'windowsTransposed') {
    return [
      'gemmWindowsTransposed',
      [a, example, offsets, positions, elements, inner, c, to, b, examples, panels],
    ];
  }
  const target = [a, example, offsets, positions, taps, 9];
  return ['scatterWindows', [c, to, b, ...target, examples, columns, panelsOf(channels), 0, 0, 0]];
}

/** Byte offsets of windows of 3x3 in an image: of each position, and in a window of rows, taps and elements. */
function writeTables({ side, channels }: Images, memory: ArrayBuffer) {
  const pixel = 4 * channels;
  const squares = (extent: number) =>
    Array.from({ length: extent ** 2 }, (_, at) => (Math.floor(at / extent) * side + (at % extent)) * pixel);
  const [offsets, taps] = [squares(side - 2), squares(3)];
  const segments = [0, 1, 2].map((row) => row * side * pixel);
  const elements = taps.flatMap((tap) => Array.from({ length: channels }, (_, channel) => tap + 4 * channel));
  const at = [offsets, segments, taps, elements].map((table, index) => {
    const address = tables + (index * megabyte) / 8;
    new Int32Array(memory, address, table.length).set(table);
    return address;
  });
  return {
    ...{ offsets: at[0], segments: at[1], taps: at[2], elements: at[3] },
    ...{ example: side * side * pixel, positions: offsets.length },
  };
}

function instantiate() {
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object, imports: object) => { readonly exports: object };
      Memory: new (sizes: { initial: number }) => { readonly buffer: ArrayBuffer };
    };
  };
  const memory = new WebAssembly.Memory({ initial: pages });
  const module = new WebAssembly.Module(new Uint8Array(readFileSync(join(buildFolder(), 'kernels.wasm'))));
  const { exports: kernels } = new WebAssembly.Instance(module, { env: { memory } });
  return { kernels, buffer: memory.buffer };
}

function buildFolder(): string {
  return join(dirname(createRequire(__filename).resolve('@nx-codesign/train/package.json')), 'build');
}
