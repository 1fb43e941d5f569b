/**
 * Networks computed layer by layer, in real numbers, straight from their configs: naive loops that share nothing with
 * the kernels, the tracer or the lowering.
 */
import type { ChannelFormats } from '../channelFormats';
import type { Fixed } from '../fixed';
import type { LayerNode, Network, Weights } from '../network';

interface Value {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

type Config = Readonly<Record<string, unknown>> & {
  readonly weight: ChannelFormats;
  readonly bias: ChannelFormats;
  readonly output?: ChannelFormats;
  readonly reciprocal?: Fixed;
};
type Parameters = { readonly kernel: readonly number[]; readonly bias: readonly number[] };

/** The output of a network for one input, all in values. Weights are rounded to their formats where they have one. */
export function evaluateLayers(network: Network, weights: Weights, x: readonly number[]): number[] {
  const values = new Map<string, Value>([['input', { shape: network.input.shape, data: x }]]);
  for (const layer of network.layers) {
    const inputs = layer.inputs.map((name) => values.get(name)!);
    const config = layer.config as Config;
    const value = rules[layer.kind](inputs, config, parametersOf(layer, weights));
    // Tables round to `output` too, so that rounding once more changes nothing.
    values.set(layer.name, { ...value, data: rounded(value.data, config.output) });
  }
  return [...values.get(network.output)!.data];
}

function parametersOf({ name, config }: LayerNode, weights: Weights): Parameters {
  const { weight, bias } = config as Config;
  return {
    kernel: rounded([...(weights[`${name}/kernel`]?.data ?? [])], weight),
    bias: rounded([...(weights[`${name}/bias`]?.data ?? [])], bias),
  };
}

function rounded(values: readonly number[], formats?: ChannelFormats): number[] {
  if (formats === undefined) return [...values];
  const list = Array.isArray(formats) ? (formats as readonly Fixed[]) : [formats as Fixed];
  return values.map((value, i) => round(value, list[i % list.length]));
}

function round(value: number, { signed, integer, fraction }: Fixed): number {
  const step = 2 ** -fraction;
  const highest = 2 ** integer - step;
  return Math.min(highest, Math.max(signed ? -(2 ** integer) : 0, Math.floor(value / step + 0.5) * step));
}

const functions: Readonly<Record<string, (x: number) => number>> = {
  identity: (x) => x,
  relu: (x) => (x < 0 ? 0 : x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  gelu: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
};

const rules: Readonly<Record<string, (inputs: readonly Value[], config: Config, weights: Parameters) => Value>> =
  {
    dense: ([{ shape, data }], { units }, { kernel, bias }) => {
      const [n, m] = [shape.at(-1)!, units as number];
      const positions = data.length / n;
      const result: number[] = [];
      for (let p = 0; p < positions; p++) {
        for (let j = 0; j < m; j++) {
          let sum = bias[j];
          for (let i = 0; i < n; i++) sum += data[p * n + i] * kernel[i * m + j];
          result.push(sum);
        }
      }
      return { shape: [...shape.slice(0, -1), m], data: result };
    },
    conv1d: ([{ shape, data }], { size, stride = 1, ...config }, weights) => {
      const image = { shape: [1, ...shape], data };
      const wide = convolve(image, { ...config, size: [1, size], strides: [1, stride] } as Config, weights);
      return { ...wide, shape: wide.shape.slice(1) };
    },
    conv2d: ([x], config, weights) => convolve(x, config, weights),
    pool: ([x], config) => {
      const { function: name, size, strides = size, reciprocal } = config;
      const flat = x.shape.length === 2;
      const [h, w, c] = flat ? [1, ...x.shape] : x.shape;
      const [sh, sw] = flat ? [1, ...(size as number[])] : (size as number[]);
      const [th, tw] = flat ? [1, ...(strides as number[])] : (strides as number[]);
      const data: number[] = [];
      const rows = Math.floor((h - sh) / th) + 1;
      const columns = Math.floor((w - sw) / tw) + 1;
      for (let r = 0; r < rows; r++) {
        for (let q = 0; q < columns; q++) {
          for (let k = 0; k < c; k++) {
            const cells: number[] = [];
            for (let i = 0; i < sh; i++)
              for (let j = 0; j < sw; j++) cells.push(x.data[((r * th + i) * w + q * tw + j) * c + k]);
            data.push(name === 'max' ? Math.max(...cells) : meanOf(cells, reciprocal));
          }
        }
      }
      return { shape: flat ? [columns, c] : [rows, columns, c], data };
    },
    aggregate: ([{ shape, data }], { function: name, reciprocal }) => {
      const [terms, c] = shape.slice(-2);
      const result: number[] = [];
      for (let first = 0; first < data.length; first += terms * c) {
        for (let k = 0; k < c; k++) {
          const cells = Array.from({ length: terms }, (_, t) => data[first + t * c + k]);
          const total = cells.reduce((sum, cell) => sum + cell, 0);
          result.push(
            name === 'max' ? Math.max(...cells) : name === 'sum' ? total : meanOf(cells, reciprocal),
          );
        }
      }
      return { shape: [...shape.slice(0, -2), c], data: result };
    },
    add: ([a, b]) => ({ shape: a.shape, data: a.data.map((value, i) => value + b.data[i]) }),
    multiply: ([first, ...others]) => ({
      shape: first.shape,
      data: first.data.map((value, i) => others.reduce((product, other) => product * other.data[i], value)),
    }),
    activation: ([x], { function: name, slopeShift = 3 }) => {
      const leaky = (value: number) => (value < 0 ? value / 2 ** (slopeShift as number) : value);
      return { ...x, data: x.data.map(functions[name as string] ?? leaky) };
    },
    dropout: ([x]) => x,
    flatten: ([{ data }]) => ({ shape: [data.length], data }),
    reshape: ([{ data }], { shape }) => {
      const wanted = shape as number[];
      const stated = wanted.reduce((product, size) => (size === -1 ? product : product * size), 1);
      return { shape: wanted.map((size) => (size === -1 ? data.length / stated : size)), data };
    },
  };

function meanOf(cells: readonly number[], reciprocal?: Fixed): number {
  const share = 1 / cells.length;
  const isExact = [1, 2, 4, 8, 16, 32, 64].includes(cells.length);
  return cells.reduce((sum, cell) => sum + cell, 0) * (isExact || !reciprocal ? share : round(share, reciprocal));
}

/** Scatter form: every input element adds to the outputs whose windows hold it. */
function convolve(
  { shape: [h, w, c], data }: Value,
  { size, strides = [1, 1], padding, filters }: Config,
  { kernel, bias }: Parameters,
): Value {
  const [kh, kw] = size as number[];
  const [sh, sw] = strides as number[];
  const m = filters as number;
  const rows = padding === 'same' ? Math.ceil(h / sh) : Math.ceil((h - kh + 1) / sh);
  const columns = padding === 'same' ? Math.ceil(w / sw) : Math.ceil((w - kw + 1) / sw);
  const top = padding === 'same' ? Math.floor(Math.max((rows - 1) * sh + kh - h, 0) / 2) : 0;
  const left = padding === 'same' ? Math.floor(Math.max((columns - 1) * sw + kw - w, 0) / 2) : 0;
  const result = Array.from({ length: rows * columns * m }, (_, i) => bias[i % m]);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      for (let r = 0; r < rows; r++) {
        for (let q = 0; q < columns; q++) {
          const [i, j] = [y + top - r * sh, x + left - q * sw];
          if (i < 0 || i >= kh || j < 0 || j >= kw) continue;
          for (let k = 0; k < c; k++) {
            for (let f = 0; f < m; f++) {
              result[(r * columns + q) * m + f] +=
                data[(y * w + x) * c + k] * kernel[((i * kw + j) * c + k) * m + f];
            }
          }
        }
      }
    }
  }
  return { shape: [rows, columns, m], data: result };
}
