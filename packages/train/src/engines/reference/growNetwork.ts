import {
  commonFraction,
  trace,
  type ChannelFormats,
  type Fixed,
  type LayerNode,
  type Network,
} from '@nx-codesign/ir';

/** The choices that a block of layers is grown by; those that do not fit where it grows are passed over. */
export interface BlockDraw {
  /** Picks among the kinds of layer that fit the shape. */
  readonly kind: number;
  readonly units: number;
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'valid' | 'same';
  readonly normalized: boolean;
  readonly dropped: boolean;
  readonly perChannel: boolean;
  readonly activation: number;
  readonly weight: number;
}

export const signed = (integer: number, fraction: number): Fixed => ({ signed: true, integer, fraction });
export const unsigned = (integer: number, fraction: number): Fixed => ({ signed: false, integer, fraction });

type Config = Readonly<Record<string, unknown>>;

/** A network while it grows; `fraction` is that of its value's integers, undefined in a float network. */
interface Growth {
  readonly input: Network['input'];
  readonly layers: readonly LayerNode[];
  readonly fraction?: number;
}

const floatActivations: readonly Config[] = [
  { function: 'identity' },
  { function: 'relu' },
  { function: 'leakyRelu' },
  { function: 'tanh' },
  { function: 'sigmoid' },
  { function: 'gelu' },
];

const quantizedActivations: readonly Config[] = [
  { function: 'identity', output: signed(2, 4) },
  { function: 'relu', output: unsigned(2, 3) },
  { function: 'relu', output: unsigned(-1, 4) },
  { function: 'leakyRelu', slopeShift: 2, output: signed(2, 3) },
  { function: 'tanh', output: signed(0, 5) },
  { function: 'sigmoid', output: unsigned(0, 6) },
  { function: 'gelu', output: signed(2, 3) },
];

const weightFormats: readonly Fixed[] = [signed(0, 1), signed(0, 3), signed(1, 4), signed(0, 7)];
/** Formats that the channels take in turn, one of no bits among them. */
const weightChannels: readonly Fixed[] = [signed(0, 3), signed(1, 2), signed(-1, 4), unsigned(0, 0)];
const valueChannels: readonly Fixed[] = [unsigned(2, 3), unsigned(1, 4), unsigned(0, 0), unsigned(3, 1)];

/** An epsilon that keeps the slope of a norm near 1, so that float32 stays near float64. */
const calming = 0.5;
/** What a dropout of this rate keeps, times 2, stays exact, so that float32 rounds as float64 does. */
const exactRate = 0.5;

/** Grows a network of these blocks and a last dense layer; `quantized`: everything rounded as hardware needs it. */
export function growNetwork(
  input: Network['input'],
  blocks: readonly BlockDraw[],
  { units, quantized }: { readonly units: number; readonly quantized: boolean },
): Network {
  let growth: Growth = { input, layers: [], ...(quantized && { fraction: input.format.fraction }) };
  for (const block of blocks) growth = growBlock(growth, block);
  if (shapeOf(growth).length > 1) growth = withLayer(growth, 'flatten', {});
  growth = withLinear(growth, 'dense', { units }, { weight: signed(0, 4) });
  return { name: 'grown', input, layers: growth.layers, output: lastOf(growth) };
}

type Grow = (growth: Growth, block: BlockDraw) => Growth;

/** What fits a value of one, two or three axes. */
const kindsByAxes: Readonly<Record<number, readonly Grow[]>> = {
  1: [dense, dense, residual, product],
  2: [dense, conv1d, pool, aggregate, residual, product],
  3: [conv2d, conv2d, dense, pool, residual, product],
};

function growBlock(growth: Growth, block: BlockDraw): Growth {
  const kinds = kindsByAxes[shapeOf(growth).length];
  return kinds[block.kind % kinds.length](growth, block);
}

function dense(growth: Growth, block: BlockDraw): Growth {
  return bent(withLinear(growth, 'dense', { units: block.units }, formatsOf(block, block.units)), block);
}

function conv1d(growth: Growth, block: BlockDraw): Growth {
  const [length] = shapeOf(growth);
  const { size, strides, padding, units: filters } = block;
  if (padding === 'valid' && size[0] > length) return dense(growth, block);
  const config = { filters, size: size[0], stride: strides[0], padding };
  return bent(withLinear(growth, 'conv1d', config, formatsOf(block, filters)), block);
}

function conv2d(growth: Growth, block: BlockDraw): Growth {
  const [height, width] = shapeOf(growth);
  const { size, strides, padding, units: filters } = block;
  if (padding === 'valid' && (size[0] > height || size[1] > width)) return dense(growth, block);
  return bent(
    withLinear(growth, 'conv2d', { filters, size, strides, padding }, formatsOf(block, filters)),
    block,
  );
}

function pool(growth: Growth, block: BlockDraw): Growth {
  const spatial = shapeOf(growth).slice(0, -1);
  const size = spatial.map((pixels, axis) => Math.min(pixels, block.size[axis]));
  const strides = spatial.map((_, axis) => block.strides[axis]);
  const name = block.normalized ? 'max' : 'average';
  return withAggregation(growth, 'pool', { function: name, size, ...(block.dropped && { strides }) }, block);
}

function aggregate(growth: Growth, block: BlockDraw): Growth {
  const name = (['mean', 'max', 'sum'] as const)[block.activation % 3];
  return withAggregation(growth, 'aggregate', { function: name }, block);
}

function residual(growth: Growth, block: BlockDraw): Growth {
  const channels = shapeOf(growth).at(-1)!;
  const trunk = growth.layers.length === 0 ? 'input' : lastOf(growth);
  const branch = dense(growth, { ...block, units: channels });
  const name = `layer${branch.layers.length}`;
  const output = growth.fraction === undefined ? {} : { output: outputOf(block, channels) };
  const layer = { name, kind: 'add', inputs: [trunk, lastOf(branch)], config: output };
  return rounded({ ...branch, layers: [...branch.layers, layer] }, output.output);
}

/** A branch of a dense layer times what it reads, a square of it, or a product of all three. */
function product(growth: Growth, block: BlockDraw): Growth {
  const channels = shapeOf(growth).at(-1)!;
  const trunk = growth.layers.length === 0 ? 'input' : lastOf(growth);
  const branch = dense(growth, { ...block, units: channels });
  const own = lastOf(branch);
  const factors = [
    [trunk, own],
    [own, own],
    [own, trunk, own],
  ];
  const name = `layer${branch.layers.length}`;
  const output = growth.fraction === undefined ? {} : { output: outputOf(block, channels) };
  const layer = { name, kind: 'multiply', inputs: factors[block.weight % factors.length], config: output };
  return rounded({ ...branch, layers: [...branch.layers, layer] }, output.output);
}

/** Batch norm, activation and dropout after a linear layer. */
function bent(growth: Growth, block: BlockDraw): Growth {
  const { normalized, activation, dropped } = block;
  let next = growth;
  if (normalized && growth.fraction === undefined) next = withLayer(next, 'batchNorm', { epsilon: calming });
  next = withActivation(next, { activation, block });
  const rate = growth.fraction === undefined ? 0.25 : exactRate;
  return dropped ? withLayer(next, 'dropout', { rate }) : next;
}

function withActivation(
  growth: Growth,
  { activation, block }: { readonly activation: number; readonly block: BlockDraw },
): Growth {
  if (growth.fraction === undefined) {
    return withLayer(growth, 'activation', floatActivations[activation % floatActivations.length]);
  }
  const config = quantizedActivations[activation % quantizedActivations.length];
  const isTable = ['tanh', 'sigmoid', 'gelu'].includes(config.function as string);
  if (isTable) {
    // What a table reads must have few bits.
    const narrow = withLayer(growth, 'activation', { function: 'identity', output: signed(2, 4) });
    return rounded(withLayer(narrow, 'activation', config), config.output as Fixed);
  }
  const perChannel = block.perChannel && config.function === 'relu';
  const output = perChannel ? outputOf(block, shapeOf(growth).at(-1)!) : (config.output as Fixed);
  return rounded(withLayer(growth, 'activation', { ...config, output }), output);
}

/** A layer with a kernel, rounded in a quantised network: the bias to the grid of the sums, half its weights saturating. */
function withLinear(
  growth: Growth,
  kind: string,
  config: Config,
  { weight, perChannel }: { readonly weight: ChannelFormats; readonly perChannel?: boolean },
): Growth {
  if (growth.fraction === undefined) return withLayer(growth, kind, config);
  const fraction = growth.fraction + commonFraction(weight);
  const units = (config.units ?? config.filters) as number;
  const bias = perChannel
    ? inTurn([signed(-1, fraction), signed(0, fraction - 1)], units)
    : signed(-1, fraction);
  return { ...withLayer(growth, kind, { ...config, weight, bias }), fraction };
}

function withAggregation(growth: Growth, kind: string, config: Config, block: BlockDraw): Growth {
  if (growth.fraction === undefined) return withLayer(growth, kind, config);
  const averages = config.function === 'mean' || config.function === 'average';
  const output = averages || block.perChannel ? outputOf(block, shapeOf(growth).at(-1)!) : undefined;
  const reciprocal = averages ? { reciprocal: unsigned(0, 6) } : {};
  const formats = { ...reciprocal, ...(output && { output }) };
  return rounded(withLayer(growth, kind, { ...config, ...formats }), output);
}

function withLayer(growth: Growth, kind: string, config: Config): Growth {
  const { layers } = growth;
  const inputs = [layers.length === 0 ? 'input' : lastOf(growth)];
  return { ...growth, layers: [...layers, { name: `layer${layers.length}`, kind, inputs, config }] };
}

function rounded(growth: Growth, output: ChannelFormats | undefined): Growth {
  return output === undefined ? growth : { ...growth, fraction: commonFraction(output) };
}

function formatsOf({ perChannel, weight }: BlockDraw, units: number) {
  return {
    weight: perChannel ? inTurn(weightChannels, units) : weightFormats[weight % weightFormats.length],
    perChannel,
  };
}

function outputOf({ perChannel }: BlockDraw, channels: number): ChannelFormats {
  return perChannel ? inTurn(valueChannels, channels) : signed(3, 3);
}

function inTurn(formats: readonly Fixed[], length: number): readonly Fixed[] {
  return Array.from({ length }, (_, i) => formats[i % formats.length]);
}

function lastOf({ layers }: Growth): string {
  return layers[layers.length - 1].name;
}

function shapeOf(growth: Growth): readonly number[] {
  const { input, layers } = growth;
  if (layers.length === 0) return input.shape;
  const { operations, output } = trace({ name: 'grown', input, layers, output: lastOf(growth) });
  return operations[output].shape;
}
