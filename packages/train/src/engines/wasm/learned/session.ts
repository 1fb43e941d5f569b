import type { Network } from '@nx-codesign/ir';
import type { Session, SessionOptions } from '../../../training/types';
import type { Address } from '../kernels';
import { packPanels, unpackPanels } from '../layout';
import { bytesIn } from '../places';
import type { Plan } from '../plan';
import { createSession } from '../session';
import type { KernelInstance } from '../wasmModule';
import type { LearnedDraft, LearnedQuantizer } from './learnedDraft';
import { createWidthOptimizer } from './widthOptimizer';
import { integersAt, type ChannelWidths, type LearnedWidths } from './widths';

/** How a session's steps change widths. */
export interface WidthSteps {
  /** Step size of the fractions, in bits; 0 keeps them. */
  readonly rate: number;
  /** Penalty on the loss per effective bit operation. */
  readonly strength: number;
  /** Most fraction bits. */
  readonly mostFraction: number;
}

/** A training session in which the widths of quantisers are trained beside the weights. */
export interface LearnedSession extends Session {
  /** Copies widths in and resets their optimiser; those that the session was opened with are set already. */
  setWidths(widths: LearnedWidths): void;
  /** Copies the integer bits of values in; fractions and their optimiser stay. */
  setRanges(values: LearnedWidths['values']): void;
  /** A copy of the widths. */
  widths(): LearnedWidths;
  /** What the following steps do to the widths; at first nothing. */
  setWidthSteps(steps: WidthSteps): void;
  /** Gradients of the fractions of the last batch, by kernel tensor or layer; the penalty's part included. */
  widthGradients(): Readonly<Record<string, Float32Array>>;
  /** Effective bit operations that the last step counted, by the widths that it computed with. */
  ebops(): number;
  /** The values that each learned quantiser of a value rounded in the last forward call, of its last `rows` rows. */
  unrounded(layer: string, rows: number): Float32Array;
}

export interface LearnedSessionParts {
  readonly network: Network;
  readonly options: SessionOptions;
  readonly plan: Plan;
  readonly instance: KernelInstance;
  readonly widths: LearnedWidths;
}

export function createLearnedSession({ widths: start, ...parts }: LearnedSessionParts): LearnedSession {
  const { plan, instance } = parts;
  const learned = plan.learned!;
  const memory = new Float32Array(instance.buffer);
  const session = createSession(parts);
  const optimizer = createWidthOptimizer(learned);
  const quantizers = [...learned.quantizers.values()];
  const rounded = quantizers.filter(({ target }) => target === 'value');
  const ranged = quantizers.filter(({ range }) => range !== undefined);
  let shown = start;
  let steps: WidthSteps = { rate: 0, strength: 0, mostFraction: 0 };
  const setWidths = (widths: LearnedWidths) => {
    shown = widths;
    quantizers.forEach((quantizer) => writeWidths(memory, quantizer, widths));
    optimizer.reset(memory);
  };
  setWidths(start);
  return {
    ...session,
    setWidths,
    setRanges(values) {
      shown = { ...shown, values };
      rounded.forEach((quantizer) => writeRanges(memory, quantizer, values[quantizer.name]));
    },
    widths: () => readWidths(memory, quantizers, shown),
    setWidthSteps(next) {
      steps = next;
      learned.pressure.strength = next.strength;
    },
    step(batch, options) {
      const loss = session.step(batch, options);
      if (steps.rate > 0) {
        ranged.forEach((quantizer) => shareGradient(memory, quantizer));
        optimizer.update(instance.kernels, steps);
        ranged.forEach((quantizer) => moveRange(memory, quantizer, shown.values[quantizer.name]));
      }
      return loss;
    },
    widthGradients: () =>
      Object.fromEntries(
        quantizers.map((each) => [each.name, readElements(memory, each, each.gradient)] as const),
      ),
    ebops: () => learned.pressure.ebops,
    unrounded: (layer, rows) => readUnrounded(memory, { plan, learned }, { layer, rows }),
  };
}

function writeWidths(memory: Float32Array, quantizer: LearnedQuantizer, widths: LearnedWidths): void {
  const { name, target, shape, bytes } = quantizer;
  const at = (address: number) => memory.subarray(address / 4, (address + bytes) / 4);
  if (target === 'kernel') {
    packPanels({ shape, data: widths.kernels[name] }, at(quantizer.fractions));
    at(quantizer.low).fill(-unbounded);
    at(quantizer.high).fill(unbounded);
    return;
  }
  at(quantizer.fractions).set(widths.values[name].fractions);
  writeRanges(memory, quantizer, widths.values[name]);
}

function writeRanges(
  memory: Float32Array,
  { low, high, offsets, bytes }: LearnedQuantizer,
  { signed, integers }: ChannelWidths,
): void {
  const at = (address: number) => memory.subarray(address / 4, (address + bytes) / 4);
  integers.forEach((integer, channel) => {
    at(high)[channel] = 2 ** integer;
    at(low)[channel] = signed ? -(2 ** integer) : 0;
    at(offsets)[channel] = integer + (signed ? 1 : 0);
  });
}

/** The channels of one range get the gradient of all. */
function shareGradient(memory: Float32Array, { range, gradient, shape: [channels] }: LearnedQuantizer): void {
  if (range?.grain !== 'tensor') return;
  const slopes = memory.subarray(gradient / 4, gradient / 4 + channels);
  slopes.fill(slopes.reduce((sum, slope) => sum + slope, 0));
}

/** The ends of learned ranges follow their fractions. */
function moveRange(memory: Float32Array, quantizer: LearnedQuantizer, { signed }: ChannelWidths): void {
  const fractions = readElements(memory, quantizer, quantizer.fractions);
  writeRanges(memory, quantizer, { signed, fractions, integers: integersOf(quantizer, signed, fractions)! });
}

function integersOf(
  { range }: LearnedQuantizer,
  signed: boolean,
  fractions: Float32Array,
): Int32Array | undefined {
  return range && Int32Array.from(fractions, (fraction) => integersAt(range, { signed, fraction }));
}

/** Beyond every weight. */
const unbounded = 2 ** 30;

function readWidths(
  memory: Float32Array,
  quantizers: readonly LearnedQuantizer[],
  { values }: LearnedWidths,
): LearnedWidths {
  const kernels = quantizers.filter(({ target }) => target === 'kernel');
  const rounded = quantizers.filter(({ target }) => target === 'value');
  return {
    kernels: Object.fromEntries(
      kernels.map((each) => [each.name, readElements(memory, each, each.fractions)]),
    ),
    values: Object.fromEntries(
      rounded.map((each): [string, ChannelWidths] => {
        const own = values[each.name];
        const fractions = readElements(memory, each, each.fractions);
        return [
          each.name,
          { ...own, fractions, integers: integersOf(each, own.signed, fractions) ?? own.integers },
        ];
      }),
    ),
  };
}

/** A copy of an array that lies in the order of a quantiser's elements. */
function readElements(
  memory: Float32Array,
  { target, shape, bytes }: LearnedQuantizer,
  address: Address,
): Float32Array {
  const place = memory.subarray(address / 4, (address + bytes) / 4);
  return target === 'kernel' ? unpackPanels(place, shape) : place.slice(0, shape[0]);
}

function readUnrounded(
  memory: Float32Array,
  { plan, learned }: { plan: Plan; learned: LearnedDraft },
  { layer, rows }: { layer: string; rows: number },
): Float32Array {
  const quantizer = [...learned.quantizers.values()].find(({ name }) => name === layer)!;
  const [channels] = quantizer.shape;
  const place = plan.places[quantizer.x];
  const { address } = place;
  const count = bytesIn(place, rows) / quantizer.bytes;
  const values = new Float32Array(count * channels);
  for (let row = 0; row < count; row++) {
    const from = (address + row * quantizer.bytes) / 4;
    values.set(memory.subarray(from, from + channels), row * channels);
  }
  return values;
}
