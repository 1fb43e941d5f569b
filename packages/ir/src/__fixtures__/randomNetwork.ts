/** Random quantised networks: every layer, every shape, residuals, one format or one per channel. */
import fc from 'fast-check';
import { type ChannelFormats, commonFraction, formatAt, formatsOf } from '../channelFormats';
import { bitLength, type Fixed, rangeOf, widthOf } from '../fixed';
import type { LayerNode, Network, Weights } from '../network';
import { elementsOf } from '../shapes';
import { weightShapes } from '../weightShapes';

/** A network with its weights and `count` input vectors, integers in the input's format. */
export interface Case {
  readonly network: Network;
  readonly weights: Weights;
  readonly x: Int32Array;
  readonly count: number;
}

const count = 5;
/** Above this, exact sums are rounded, so that no value comes near 2^53 and none leaves with more than 32 bits. */
const widestSum = 24;

/** Factors of a product are rounded above this: four of them still fit into 53 bits. */
const widestFactor = 8;

/** The value that the next layer reads. */
interface Head {
  readonly name: string;
  readonly shape: readonly number[];
  readonly fraction: number;
  /** Enough bits for every integer. */
  readonly bits: number;
}

type Draw = (choices: number) => number;

/** Networks of up to `blocks` blocks; smaller ones come first when a test shrinks. */
export function randomCase(blocks = 5): fc.Arbitrary<Case> {
  return fc
    .record({
      shape: fc.constantFrom([1], [3], [3, 2], [5, 3], [4, 4, 1], [5, 6, 2]),
      seeds: fc.array(fc.nat({ max: 2 ** 24 }), { minLength: 1, maxLength: blocks }),
      noise: fc.nat({ max: 2 ** 24 }),
    })
    .map(({ shape, seeds, noise }) => {
      const draw = congruential(noise);
      const growth = new Growth(shape, formatOf(draw, 1 + draw(6)));
      for (const seed of seeds) growth.grow(congruential(seed));
      const network = growth.finish(draw);
      const weights = weightsOf(network, draw);
      const integer = () => integerOf(draw, network.input.format);
      return { network, weights, count, x: Int32Array.from({ length: count * elementsOf(shape) }, integer) };
    });
}

/** Pseudo-random integers: the high bits of a linear congruential generator (Knuth, TAOCP 2, 3.3.4). */
function congruential(seed: number): Draw {
  let state = (seed ^ 0x5bd1e995) >>> 0;
  return (choices) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * choices);
  };
}

function formatOf(draw: Draw, bits: number): Fixed {
  const signed = draw(2) === 0;
  const fraction = draw(6) - 1;
  return { signed, integer: bits - fraction - (signed ? 1 : 0), fraction };
}

function formatsFor(draw: Draw, channels: number, bits: number): ChannelFormats {
  if (draw(2) === 0) return formatOf(draw, 1 + draw(bits));
  return Array.from({ length: channels }, () =>
    draw(6) === 0
      ? { signed: false, integer: -3, fraction: 3 }
      : formatOf(draw, 1 + draw(bits)),
  );
}

function integerOf(draw: Draw, format: Fixed): number {
  const { low, high } = rangeOf(format);
  return low + draw(high - low + 1);
}

class Growth {
  private readonly layers: LayerNode[] = [];
  private head: Head;

  constructor(
    private readonly shape: readonly number[],
    private readonly format: Fixed,
  ) {
    this.head = { name: 'input', shape, fraction: format.fraction, bits: widthOf(format) };
  }

  grow(draw: Draw): void {
    const blocks = [
      () => this.linear(draw),
      () => this.linear(draw),
      () => this.activation(draw),
      () => this.residual(draw),
      () => this.product(draw),
      () => this.aggregation(draw),
      () => this.reshape(draw),
      () => this.push('dropout', { rate: 0.25 }, this.head),
    ];
    blocks[draw(blocks.length)]();
    if (this.head.bits > widestSum) this.round(draw, 8);
  }

  finish(draw: Draw): Network {
    if (this.layers.length === 0 || draw(3) === 0) this.round(draw, 10);
    const { shape, format, layers } = this;
    return { name: 'net', input: { shape, format }, layers, output: this.head.name };
  }

  private push(kind: string, config: LayerNode['config'], head: Omit<Head, 'name'>, inputs = [this.head.name]) {
    const name = `l${this.layers.length}`;
    const output = config.output as ChannelFormats | undefined;
    this.layers.push({ name, kind, inputs, config: withoutSilent(config) });
    this.head = { ...head, ...(output && afterFormats(output)), name };
  }

  /** A rounding by itself, which must round half up with an adder of its own. */
  private round(draw: Draw, bits: number): void {
    const output = formatsFor(draw, this.head.shape.at(-1)!, bits);
    this.push('activation', { function: 'identity', output }, this.head);
  }

  private linear(draw: Draw, channels = 1 + draw(4), isSame = false): void {
    const { shape, fraction, bits } = this.head;
    const weight = formatsFor(draw, channels, 5);
    const sumFraction = fraction + commonFraction(weight);
    const coarser = draw(3);
    const bias = formatsFor(draw, channels, 6);
    const fitted = formatsOf(bias).map((format) => moved(format, sumFraction - coarser));
    const formats = {
      weight,
      bias: fitted.length === 1 ? fitted[0] : fitted,
      output: draw(2) === 0 ? undefined : formatsFor(draw, channels, 8),
    };
    const window = windowFor(draw, shape, isSame);
    const kind = window === undefined ? 'dense' : shape.length === 2 ? 'conv1d' : 'conv2d';
    const terms = (window?.terms ?? 1) * shape.at(-1)!;
    const weightBits = Math.max(...formatsOf(weight).map((format) => spread(format, weight)));
    const biasBits = Math.max(...fitted.map(widthOf)) + coarser + 4;
    this.push(
      kind,
      { ...(window?.config ?? {}), [window === undefined ? 'units' : 'filters']: channels, ...formats },
      {
        shape: [...(window?.positions ?? shape.slice(0, -1)), channels],
        fraction: sumFraction,
        bits: Math.max(bits + weightBits + bitLength(terms), biasBits) + 1,
      },
    );
  }

  private activation(draw: Draw): void {
    const name = ['identity', 'relu', 'relu', 'leakyRelu', 'tanh', 'sigmoid', 'gelu'][draw(7)];
    const channels = this.head.shape.at(-1)!;
    if (['tanh', 'sigmoid', 'gelu'].includes(name)) {
      const one = formatOf(draw, 1 + draw(9));
      this.push('activation', { function: 'identity', output: one }, this.head);
      this.push('activation', { function: name, output: formatOf(draw, 1 + draw(9)) }, this.head);
      return;
    }
    const output = draw(2) === 0 ? undefined : formatsFor(draw, channels, 8);
    const slopeShift = name === 'leakyRelu' ? 1 + draw(3) : undefined;
    const { fraction, bits } = this.head;
    const grown = { ...this.head, fraction: fraction + (slopeShift ?? 0), bits: bits + (slopeShift ?? 0) };
    this.push('activation', { function: name, slopeShift, output }, grown);
  }

  /** A branch of one or two layers beside a shortcut, which may be a linear layer too. */
  private residual(draw: Draw): void {
    const start = this.head;
    const channels = draw(2) === 0 ? start.shape.at(-1)! : 1 + draw(4);
    this.linear(draw, channels, true);
    if (draw(2) === 0) this.activation(draw);
    if (this.head.bits > widestSum) this.round(draw, 8);
    const branch = this.head;
    this.head = start;
    if (channels !== start.shape.at(-1) || draw(3) === 0) this.linear(draw, channels, true);
    if (this.head.bits > widestSum) this.round(draw, 8);
    const inputs = draw(2) === 0 ? [branch.name, this.head.name] : [this.head.name, branch.name];
    const fraction = Math.max(branch.fraction, this.head.fraction);
    const bits = Math.max(...[branch, this.head].map((one) => one.bits + fraction - one.fraction)) + 1;
    const output = draw(2) === 0 ? undefined : formatsFor(draw, channels, 8);
    this.push('add', { output }, { shape: branch.shape, fraction, bits }, inputs);
  }

  /** A square, or a branch of one layer times what it read, or times another branch, and sometimes times both. */
  private product(draw: Draw): void {
    if (this.head.bits > widestFactor) this.round(draw, widestFactor);
    const start = this.head;
    const channels = draw(2) === 0 ? start.shape.at(-1)! : 1 + draw(4);
    const branches = [start];
    for (let branch = 0; branch < 1 + draw(2); branch++) {
      this.head = start;
      this.linear(draw, channels, true);
      if (draw(2) === 0) this.activation(draw);
      if (this.head.bits > widestFactor) this.round(draw, widestFactor);
      branches.push(this.head);
    }
    const fitting = channels === start.shape.at(-1) ? branches : branches.slice(1);
    const last = branches[branches.length - 1];
    const factors = [last, ...Array.from({ length: 1 + draw(2) }, () => fitting[draw(fitting.length)])];
    const left = branches.filter((branch) => branch !== start && !factors.includes(branch));
    factors.push(...left);
    if (draw(2) === 0) factors.reverse();
    const total = (key: 'fraction' | 'bits') => factors.reduce((sum, factor) => sum + factor[key], 0);
    const output = draw(2) === 0 ? undefined : formatsFor(draw, channels, 8);
    this.push(
      'multiply',
      { output },
      { shape: last.shape, fraction: total('fraction'), bits: total('bits') },
      factors.map(({ name }) => name),
    );
  }

  private aggregation(draw: Draw): void {
    const { shape } = this.head;
    if (shape.length === 1) return this.linear(draw);
    const output = draw(2) === 0 ? undefined : formatsFor(draw, shape.at(-1)!, 8);
    if (draw(2) === 0) {
      const name = ['mean', 'max', 'sum'][draw(3)];
      const reciprocal = name === 'mean' ? reciprocalFor(draw, shape.at(-2)!) : undefined;
      const terms = { count: shape.at(-2)!, isMean: name === 'mean', reciprocal };
      const head = this.aggregated(terms, [...shape.slice(0, -2), shape.at(-1)!]);
      return this.push('aggregate', { function: name, reciprocal, output }, head);
    }
    const size = shape.slice(0, -1).map((extent) => 1 + draw(Math.min(extent, 3)));
    const strides = draw(2) === 0 ? undefined : size.map(() => 1 + draw(3));
    const name = ['max', 'average'][draw(2)];
    const positions = size.map((k, axis) => Math.floor((shape[axis] - k) / (strides ?? size)[axis]) + 1);
    const reciprocal = name === 'average' ? reciprocalFor(draw, elementsOf(size)) : undefined;
    const terms = { count: elementsOf(size), isMean: name === 'average', reciprocal };
    const head = this.aggregated(terms, [...positions, shape.at(-1)!]);
    this.push('pool', { function: name, size, strides, reciprocal, output }, head);
  }

  private aggregated(
    { count: terms, isMean, reciprocal }: { count: number; isMean: boolean; reciprocal?: Fixed },
    shape: readonly number[],
  ): Omit<Head, 'name'> {
    const isShift = (terms & (terms - 1)) === 0;
    const format = isShift || reciprocal === undefined ? { fraction: Math.log2(terms), integer: 1 } : reciprocal;
    const factor = Math.floor(2 ** format.fraction / terms + 0.5);
    const added = isMean ? format.fraction - trailingZeros(factor) : 0;
    const bits = this.head.bits + bitLength(terms) + (isMean ? bitLength(factor) : 0);
    return { shape, fraction: this.head.fraction + added, bits };
  }

  private reshape(draw: Draw): void {
    const { shape } = this.head;
    const elements = elementsOf(shape);
    const divisors = Array.from({ length: elements }, (_, i) => i + 1).filter((d) => elements % d === 0);
    const last = divisors[draw(divisors.length)];
    if (draw(2) === 0) return this.push('flatten', {}, { ...this.head, shape: [elements] });
    this.push('reshape', { shape: [-1, last] }, { ...this.head, shape: [elements / last, last] });
  }
}

function trailingZeros(integer: number): number {
  return integer % 2 === 0 ? 1 + trailingZeros(integer / 2) : 0;
}

function withoutSilent(config: LayerNode['config']): LayerNode['config'] {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}

function afterFormats(formats: ChannelFormats): { fraction: number; bits: number } {
  const bits = Math.max(...formatsOf(formats).map((format) => spread(format, formats)));
  return { fraction: commonFraction(formats), bits };
}

/** Bits of a channel's integers at the common fraction. */
function spread(format: Fixed, formats: ChannelFormats): number {
  return widthOf(format) === 0 ? 0 : widthOf(format) + commonFraction(formats) - format.fraction;
}

/** The same width at another fraction, signed. */
function moved(format: Fixed, fraction: number): Fixed {
  const width = Math.max(1, widthOf(format));
  return { signed: true, integer: width - 1 - fraction, fraction };
}

/** A format in which 1/N is not 0; silent where N is a power of two, or stated in vain. */
function reciprocalFor(draw: Draw, terms: number): Fixed | undefined {
  const fraction = bitLength(terms) + draw(5);
  return (terms & (terms - 1)) === 0 && draw(2) === 0 ? undefined : { signed: false, integer: 1, fraction };
}

function windowFor(draw: Draw, shape: readonly number[], isSame: boolean) {
  if (shape.length === 1 || shape.length > 3 || draw(4) === 0) return undefined;
  const spatial = shape.slice(0, -1);
  const padding = isSame || draw(2) === 0 ? 'same' : draw(2) === 0 ? 'valid' : undefined;
  const sizes = spatial.map((extent) => 1 + draw(padding === 'same' ? 4 : Math.min(extent, 3)));
  const strides = isSame ? undefined : draw(2) === 0 ? undefined : spatial.map(() => 1 + draw(3));
  const positions = spatial.map((extent, axis) => {
    const stride = strides?.[axis] ?? 1;
    return padding === 'same' ? Math.ceil(extent / stride) : Math.floor((extent - sizes[axis]) / stride) + 1;
  });
  const config =
    spatial.length === 1 ? { size: sizes[0], stride: strides?.[0], padding } : { size: sizes, strides, padding };
  return { config, positions, terms: elementsOf(sizes) };
}

/** Weights on the grids of their channels, one in three 0. */
function weightsOf(network: Network, draw: Draw): Weights {
  const configs = new Map(network.layers.map(({ name, config }) => [name, config]));
  const entries = Object.entries(weightShapes(network)).map(([tensor, shape]) => {
    const [layer, parameter] = tensor.split('/');
    const formats = configs.get(layer)![parameter === 'kernel' ? 'weight' : 'bias'] as ChannelFormats;
    const data = Float32Array.from({ length: elementsOf(shape) }, (_, i) => {
      const format = formatAt(formats, i);
      return draw(3) === 0 ? 0 : integerOf(draw, format) * 2 ** -format.fraction;
    });
    return [tensor, { shape, data }];
  });
  return Object.fromEntries(entries);
}
