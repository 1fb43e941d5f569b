import {
  lower,
  weightShapes,
  widthOf,
  type Fixed,
  type IntegerProgram,
  type LayerNode,
  type Network,
  type Weights,
} from '@nx-codesign/ir';
import { RandomSource } from './randomSource';

/** What may be drawn beside everything else. */
export interface LayerChoices {
  /** Element by element products of a layer with what it reads, with itself, or with both. */
  readonly products?: boolean;
}

/** A network under construction: where it is, in what shape and at what fraction. */
interface Draft {
  readonly random: RandomSource;
  readonly layers: LayerNode[];
  readonly choices: LayerChoices;
  /** Name of the last layer. */
  last: string;
  shape: number[];
  fraction: number;
}

const signed = (integer: number, fraction: number): Fixed => ({ signed: true, integer, fraction });
const unsigned = (integer: number, fraction: number): Fixed => ({ signed: false, integer, fraction });

/**
 * A small network of two to five layers over an image, a set or a vector, by its seed: convolutions, pools,
 * aggregations, shared dense layers, residual adds, dropout, formats by channel (coarse ones and empty ones too) and all
 * activations occur. Its results vary.
 */
export function randomLayers(seed: number, choices: LayerChoices = {}): IntegerProgram {
  const random = new RandomSource(seed);
  for (;;) {
    const program = drawLayers(`layers_${seed}`, random, choices);
    const { low, high } = program.operations[program.output];
    if (low.some((bottom, i) => bottom < high[i])) {
      return program;
    }
  }
}

function drawLayers(name: string, random: RandomSource, choices: LayerChoices): IntegerProgram {
  const shape = random.pick([
    [random.integer(3, 6), random.integer(3, 6), random.integer(1, 2)],
    [random.integer(2, 5), random.integer(1, 3)],
    [random.integer(2, 6)],
  ]);
  const format = random.pick([unsigned(0, 4), signed(1, 3), unsigned(-1, 4)]);
  const draft: Draft = { random, choices, layers: [], last: 'input', shape: [...shape], fraction: format.fraction };
  for (let count = random.integer(2, 5); count > 0; count--) {
    addLayer(draft);
  }
  if (random.chance(70)) {
    append(draft, 'flatten', {});
    draft.shape = [draft.shape.reduce((product, size) => product * size, 1)];
    addDense(draft);
  }
  const network: Network = { name, input: { shape, format }, layers: draft.layers, output: draft.last };
  return lower(network, randomWeights(network, random));
}

function addLayer(draft: Draft): void {
  const { random, shape } = draft;
  const choices: ((draft: Draft) => void)[] = [addDense, addResidual, addActivation, addActivation, addDropout];
  if (shape.length === 3) {
    choices.push(addConvolution, addConvolution, addPool);
  }
  if (shape.length === 2) {
    choices.push(addConvolution, addPool, addAggregate, addAggregate);
  }
  if (draft.choices.products) {
    choices.push(addProduct);
  }
  random.pick(choices)(draft);
}

function addDense(draft: Draft): void {
  const units = draft.random.integer(1, 4);
  appendLinear(draft, 'dense', { units }, [...draft.shape.slice(0, -1), units]);
}

/** A convolution over one or two axes. */
function addConvolution(draft: Draft): void {
  const { random, shape } = draft;
  const spatial = shape.slice(0, -1);
  const size = spatial.map((extent) => random.integer(1, Math.min(3, extent)));
  const strides = spatial.map(() => random.integer(1, 2));
  const padding = random.pick(['valid', 'same'] as const);
  const positions = spatial.map((extent, axis) =>
    padding === 'same' ? Math.ceil(extent / strides[axis]) : Math.floor((extent - size[axis]) / strides[axis]) + 1,
  );
  const filters = random.integer(1, 3);
  const config =
    spatial.length === 2 ? { filters, size, strides, padding } : { filters, size: size[0], stride: strides[0], padding };
  appendLinear(draft, spatial.length === 2 ? 'conv2d' : 'conv1d', config, [...positions, filters]);
}

function addPool(draft: Draft): void {
  const { random, shape } = draft;
  const spatial = shape.slice(0, -1);
  const size = spatial.map((extent) => random.integer(1, Math.min(3, extent)));
  const isMax = random.chance(50);
  const exact = isMax && random.chance(50);
  const config = { function: isMax ? 'max' : 'average', size, ...(isMax ? {} : { reciprocal: reciprocalFormat(draft) }) };
  const output = exact ? {} : { output: outputFormat(draft, shape[shape.length - 1]) };
  append(draft, 'pool', { ...config, ...output });
  draft.shape = [...spatial.map((extent, axis) => Math.floor(extent / size[axis])), shape[shape.length - 1]];
  draft.fraction = fractionOf(output.output, draft.fraction);
}

function addAggregate(draft: Draft): void {
  const { random, shape } = draft;
  const name = random.pick(['mean', 'max', 'sum']);
  const output = outputFormat(draft, shape[1]);
  append(draft, 'aggregate', { function: name, output, ...(name === 'mean' ? { reciprocal: reciprocalFormat(draft) } : {}) });
  draft.shape = [shape[1]];
  draft.fraction = fractionOf(output, draft.fraction);
}

/** A layer of the same shape, and its sum with what it reads. */
function addResidual(draft: Draft): void {
  const { last, shape, fraction, random } = draft;
  const channels = shape[shape.length - 1];
  appendLinear(draft, 'dense', { units: channels }, shape);
  if (random.chance(50)) {
    addActivation(draft);
  }
  const output = random.chance(70) ? { output: outputFormat(draft, channels) } : {};
  const name = `add${draft.layers.length}`;
  const inputs = random.chance(50) ? [last, draft.last] : [draft.last, last];
  draft.layers.push({ name, kind: 'add', inputs, config: output });
  draft.last = name;
  draft.fraction = fractionOf(output.output, Math.max(fraction, draft.fraction));
}

/** A layer of the same shape times what it reads, times itself, or both; exact products are rounded soon. */
function addProduct(draft: Draft): void {
  const { last, shape, random } = draft;
  const channels = shape[shape.length - 1];
  appendLinear(draft, 'dense', { units: channels }, shape);
  if (random.chance(50)) {
    addActivation(draft);
  }
  const own = draft.last;
  const output = { output: outputFormat(draft, channels) };
  const name = `multiply${draft.layers.length}`;
  const inputs = random.pick([[last, own], [own, last], [own, own], [own, last, own]]);
  const exact = random.chance(30);
  draft.layers.push({ name, kind: 'multiply', inputs, config: exact ? {} : output });
  draft.last = name;
  if (exact) {
    append(draft, 'activation', { function: 'relu', ...output });
  }
  draft.fraction = fractionOf(output.output, draft.fraction);
}

/** Of training only: nothing of it is in hardware. */
function addDropout(draft: Draft): void {
  append(draft, 'dropout', { rate: 0.25 });
}

function addActivation(draft: Draft): void {
  const { random, shape } = draft;
  const name = random.pick(['identity', 'relu', 'relu', 'leakyRelu', 'tanh', 'sigmoid', 'gelu'] as const);
  const isTable = ['tanh', 'sigmoid', 'gelu'].includes(name);
  if (isTable) {
    const narrow = signed(1, 3);
    append(draft, 'activation', { function: 'identity', output: narrow });
  }
  const output = isTable ? random.pick([signed(1, 4), unsigned(0, 5)]) : outputFormat(draft, shape[shape.length - 1]);
  append(draft, 'activation', { function: name, output });
  draft.fraction = fractionOf(output, draft.fraction);
}

function appendLinear(draft: Draft, kind: string, keys: Record<string, unknown>, shape: readonly number[]): void {
  const weight = signed(0, draft.random.integer(2, 4));
  // Small biases: larger ones saturate whole layers, and the network's results are constants then.
  const fraction = draft.fraction + weight.fraction;
  const bias = signed(Math.max(-2, 2 - fraction), fraction);
  const output = outputFormat(draft, shape[shape.length - 1]);
  append(draft, kind, { ...keys, weight, bias, output });
  draft.shape = [...shape];
  draft.fraction = fractionOf(output, draft.fraction);
}

/** One format, or one for each channel. */
function outputFormat({ random }: Draft, channels: number): Fixed | Fixed[] {
  const one = (): Fixed => random.pick([unsigned(1, 3), unsigned(0, 4), signed(1, 3), signed(2, 2), signed(1, 4)]);
  if (random.chance(70)) {
    return one();
  }
  // By channel some are coarse, with whole numbers or pairs only, or have no bit at all.
  const ofChannel = (): Fixed => (random.chance(25) ? random.pick([unsigned(3, -1), unsigned(2, 0), unsigned(0, 0)]) : one());
  const first = random.chance(10) ? unsigned(3, -1) : one();
  return [first, ...Array.from({ length: channels - 1 }, ofChannel)];
}

/** A mean of up to nine values has a factor of 1/9 at least, which each of these holds. */
function reciprocalFormat({ random }: Draft): Fixed {
  return random.pick([unsigned(0, 4), unsigned(1, 6), signed(0, 5), unsigned(-1, 9)]);
}

/** The finest fraction of the formats that have bits. */
function fractionOf(formats: Fixed | readonly Fixed[] | undefined, silent: number): number {
  return formats === undefined ? silent : Math.max(...[formats].flat().filter((format) => widthOf(format) > 0).map(({ fraction }) => fraction));
}

function append(draft: Draft, kind: string, config: Record<string, unknown>): void {
  const name = `${kind}${draft.layers.length}`;
  draft.layers.push({ name, kind, inputs: [draft.last], config });
  draft.last = name;
}

/** Weights on their grids, a third of them 0. */
function randomWeights(network: Network, random: RandomSource): Weights {
  const formats = new Map(network.layers.map(({ name, config }) => [name, config]));
  return Object.fromEntries(
    Object.entries(weightShapes(network)).map(([tensor, shape]) => {
      const [layer, parameter] = tensor.split('/');
      const { weight, bias } = formats.get(layer) as { weight: Fixed; bias: Fixed };
      const { integer, fraction } = parameter === 'kernel' ? weight : bias;
      const limit = 2 ** (integer + fraction);
      const length = shape.reduce((product, size) => product * size, 1);
      const data = Float32Array.from({ length }, () =>
        random.chance(33) ? 0 : random.integer(-limit, limit - 1) / 2 ** fraction,
      );
      return [tensor, { shape, data }];
    }),
  );
}
