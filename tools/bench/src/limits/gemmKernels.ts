import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One product of a training step: `rows x inner` by `inner x columns`, or transposed, `rows` summed over. */
export interface ProductShape {
  readonly form: 'plain' | 'transposed';
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** The kernels themselves, without an engine around them. */
export interface GemmKernels {
  /** Name of the instruction set; WebAssembly's is AVX in 128 bits. */
  readonly set: string;
  /** Runs a product so many times and returns GFLOP/s. */
  run(shape: ProductShape, times: number): number;
}

type Call = (...values: number[]) => void;

interface Addon {
  bind(memory: ArrayBuffer, numbers: Float64Array, set: string): Record<string, () => void> & { set: string };
}

const megabyte = 1 << 20;
const pages = 512;

export function wasmGemm(): GemmKernels {
  const { kernels } = instantiate();
  return createGemm('avx128', kernels as Record<string, Call>);
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
  return createGemm(bound.set, { gemm: callOf('gemm'), gemmTransposed: callOf('gemmTransposed') });
}

function createGemm(set: string, { gemm, gemmTransposed }: Record<string, Call>): GemmKernels {
  return {
    set,
    run({ form, rows, inner, columns }, times) {
      const [inputStride, outputStride] = [inner, columns].map((width) => Math.ceil(width / 8) * 32);
      const panels = Math.ceil(columns / 8);
      const [a, b, c] = [1, 9, 17].map((place) => place * megabyte);
      const start = performance.now();
      for (let i = 0; i < times; i++) {
        if (form === 'plain') gemm(a, inputStride, b, 0, c, outputStride, rows, inner, panels, 1, 0, 0, 0);
        else gemmTransposed(a, inputStride, c, outputStride, b, rows, inner, panels);
      }
      const operations = 2 * rows * inner * panels * 8;
      return (operations * times) / (performance.now() - start) / 1e6;
    },
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
