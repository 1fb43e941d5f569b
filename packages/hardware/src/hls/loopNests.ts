import {
  elementsOf,
  formatOf,
  positionsOf,
  rangeOf,
  type Fixed,
  type IntegerOperation,
  type IntegerOperationKind,
  type ValueId,
} from '@nx-codesign/ir';
import { hullOf } from './arrays';
import { channelMembers, hasOwnFormats, saturationError } from './channelStruct';
import type { ConstantIntegers } from './constants';
import type { MatvecOperation } from './dataflow';
import type { NnetFunction } from './library/nnet';
import { atLeastOneBit } from './numbers';
import { windowMembers } from './windowStruct';

/** A loop nest, what it reads and its sizes, before names are given. */
export interface LoopNest {
  readonly function: NnetFunction;
  readonly inputs: readonly ValueId[];
  readonly sizes: readonly number[];
  readonly constants: readonly Omit<ConstantIntegers, 'layer'>[];
  readonly struct?: { readonly role: string; readonly comment: string; readonly members: readonly string[] };
}

/** An operation and what its loop nest depends on. */
interface Place<O extends IntegerOperation = IntegerOperation> {
  readonly operation: O;
  readonly operations: readonly IntegerOperation[];
  /** The matvec that an `add` takes over. */
  readonly matvec?: MatvecOperation;
}

type Calling = Exclude<IntegerOperationKind, 'input' | 'reshape'>;
type Of<K extends IntegerOperationKind> = Extract<IntegerOperation, { kind: K }>;
type Rules = { readonly [K in Calling]: (place: Place<Of<K>>) => LoopNest };

/** The loop nest that computes an operation. Throws `hls.quantizeRange`. */
export function loopNestOf(place: Place): LoopNest {
  return (rules[place.operation.kind as Calling] as (place: Place) => LoopNest)(place);
}

const rules: Rules = {
  matvec: ({ operation: { x, shape, kernel } }) => ({
    function: 'matvec',
    inputs: [x],
    sizes: withPositions([kernel.inputs, kernel.outputs], positionsOf(shape)),
    constants: [kernelConstant(kernel)],
  }),
  add({ operation: { x, shape, constant: integers, fraction }, matvec }) {
    const dimensions = [integers.length];
    const positions = positionsOf(shape);
    if (!matvec) {
      const constants = [{ role: 'constant', dimensions, integers, fraction }];
      return { function: 'add', inputs: [x], sizes: withPositions(dimensions, positions), constants };
    }
    const { kernel } = matvec;
    return {
      function: 'dense',
      inputs: [matvec.x],
      sizes: withPositions([kernel.inputs, kernel.outputs], positions),
      constants: [kernelConstant(kernel), { role: 'bias', dimensions, integers, fraction }],
    };
  },
  addValues: ({ operation: { a, b, low } }) => ({
    function: 'add_values',
    inputs: [a, b],
    sizes: [low.length],
    constants: [],
  }),
  multiply: ({ operation: { a, b, low } }) => ({
    function: 'multiply_values',
    inputs: [a, b],
    sizes: [low.length],
    constants: [],
  }),
  window({ operation, operations }) {
    const { sizes, strides } = operation;
    const { shape } = operations[operation.x];
    const comment = `windows [${sizes.join(', ')}] in steps [${strides.join(', ')}] over [${shape.join(', ')}]`;
    const struct = { role: 'window', comment, members: windowMembers(operation, shape) };
    return { function: 'window', inputs: [operation.x], sizes: [], constants: [], struct };
  },
  max: (place) => ({ function: 'max', ...aggregation(place) }),
  sum: (place) => ({ function: 'sum', ...aggregation(place) }),
  scale({ operation: { x, low, multiplier, fraction }, operations }) {
    const own = fraction - operations[x].fraction;
    const factor = { role: 'factor', dimensions: [], integers: [multiplier], fraction: own };
    return { function: 'scale', inputs: [x], sizes: [low.length], constants: [factor] };
  },
  relu: ({ operation: { x, low } }) => ({
    function: 'relu',
    inputs: [x],
    sizes: [low.length],
    constants: [],
  }),
  leakyRelu: ({ operation: { x, low, slopeShift } }) => ({
    function: 'leaky_relu',
    inputs: [x],
    sizes: [low.length],
    constants: [{ role: 'slope', dimensions: [], integers: [1], fraction: slopeShift }],
  }),
  table({ operation: { x, low, inputLow, entries, fraction }, operations }) {
    const integers = entriesByBits(entries, inputLow, atLeastOneBit(formatOf(operations[x])));
    const constant = { role: 'entries', dimensions: [integers.length], integers, fraction };
    return { function: 'table', inputs: [x], sizes: [low.length], constants: [constant] };
  },
  quantize({ operation }) {
    const { x, low, shape, round, channels, fraction } = operation;
    if (hasOwnFormats(operation)) {
      const comment = 'each channel in a format of its own';
      const sizes = withPositions([channels.length], elementsOf(shape) / channels.length);
      const struct = { role: 'formats', comment, members: channelMembers(operation) };
      return { function: 'quantize_channels', inputs: [x], sizes, constants: [], struct };
    }
    checkRange(operation);
    const sizes = [low.length];
    if (round === 'floor' || channels[0].shift <= 0) {
      return { function: 'quantize', inputs: [x], sizes, constants: [] };
    }
    const half = { role: 'half', dimensions: [], integers: [1], fraction: fraction + 1 };
    return { function: 'quantize_half_up', inputs: [x], sizes, constants: [half] };
  },
};

/** The number of positions is a template argument where there is more than one. */
function withPositions(sizes: readonly number[], positions: number): number[] {
  return positions === 1 ? [...sizes] : [...sizes, positions];
}

function aggregation({ operation: { x }, operations }: Place<Of<'max' | 'sum'>>): Omit<LoopNest, 'function'> {
  const { shape } = operations[x];
  const sizes = withPositions(shape.slice(-2), elementsOf(shape.slice(0, -2)));
  return { inputs: [x], sizes, constants: [] };
}

function kernelConstant({
  inputs,
  outputs,
  data,
  fraction,
}: Of<'matvec'>['kernel']): Omit<ConstantIntegers, 'layer'> {
  return { role: 'kernel', dimensions: [inputs, outputs], integers: data, fraction };
}

/** Entries in the order of the input's bits: 0 and up, then the negative inputs. Bits that never come read 0. */
function entriesByBits(entries: readonly number[], inputLow: number, format: Fixed): number[] {
  const { low, high } = rangeOf(format);
  const inputs = Array.from({ length: high - low + 1 }, (_, bits) => (bits > high ? bits + 2 * low : bits));
  return inputs.map((input) => entries[input - inputLow] ?? 0);
}

/**
 * A type saturates at the ends of its own range, so these must be the quantiser's wherever a value can reach them.
 * They are for every format, since the type is the smallest that holds what the quantiser lets through.
 */
function checkRange(operation: Of<'quantize'>): void {
  const [channel] = operation.channels;
  const { minimum, maximum } = channel;
  const { lowest, highest } = hullOf(operation);
  const { low, high } = rangeOf(atLeastOneBit(formatOf(operation)));
  if ((lowest > minimum || low === minimum) && (highest < maximum || high === maximum)) return;
  throw saturationError(operation.layer, channel);
}
