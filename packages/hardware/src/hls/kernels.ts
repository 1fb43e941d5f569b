import {
  CodesignError,
  formatOf,
  rangeOf,
  type Fixed,
  type IntegerOperation,
  type IntegerOperationKind,
  type IntegerProgram,
  type ValueId,
} from '@nx-codesign/ir';
import { hullOf } from './arrays';
import { constantOf, type ConstantIntegers } from './constants';
import type { Dataflow } from './dataflow';
import type { Namer } from './identifiers';
import type { NnetFunction } from './library/nnet';
import { atLeastOneBit } from './numbers';
import type { HlsArray, HlsCall, HlsConstant } from './plan';

/** What a kernel sees of the program around it. */
export interface HlsContext {
  readonly program: IntegerProgram;
  readonly dataflow: Dataflow;
  readonly arrays: ReadonlyMap<ValueId, HlsArray>;
  readonly namer: Namer;
}

/** A call and the constants that it reads. */
export interface HlsStatement {
  readonly call: HlsCall;
  readonly constants: readonly HlsConstant[];
}

/** A loop nest, its sizes and its constants, before names are given. */
interface LoopNest {
  readonly function: NnetFunction;
  readonly sizes: readonly number[];
  readonly x: ValueId;
  readonly constants: readonly Omit<ConstantIntegers, 'layer'>[];
}

type Calling = Exclude<IntegerOperationKind, 'input' | 'reshape'>;
type Of<K extends IntegerOperationKind> = Extract<IntegerOperation, { kind: K }>;
type Rules = { readonly [K in Calling]: (operation: Of<K>, context: HlsContext, id: ValueId) => LoopNest };

/** The call that computes the value of operation `id`. */
export function statementOf(context: HlsContext, id: ValueId): HlsStatement {
  const operation = context.program.operations[id] as Of<Calling>;
  const rule = rules[operation.kind] as (
    operation: Of<Calling>,
    context: HlsContext,
    id: ValueId,
  ) => LoopNest;
  const { x, sizes, function: name, ...nest } = rule(operation, context, id);
  const { layer } = operation;
  const constants = nest.constants.map((constant) => constantOf(context.namer, { layer, ...constant }));
  const names = [arrayAt(context, x), ...constants, arrayAt(context, id)].map((each) => each.name);
  return { call: { function: name, sizes, arguments: names, layer }, constants };
}

const rules: Rules = {
  matvec: ({ x, kernel }) => ({
    function: 'matvec',
    sizes: [kernel.inputs, kernel.outputs],
    x,
    constants: [kernelConstant(kernel)],
  }),
  add({ x, constant, fraction }, { dataflow }, id) {
    const matvec = dataflow.matvecOf(id);
    const bias = {
      role: matvec ? 'bias' : 'constant',
      dimensions: [constant.length],
      integers: constant,
      fraction,
    };
    if (!matvec) return { function: 'add', sizes: [constant.length], x, constants: [bias] };
    const { kernel } = matvec;
    return {
      function: 'dense',
      sizes: [kernel.inputs, kernel.outputs],
      x: matvec.x,
      constants: [kernelConstant(kernel), bias],
    };
  },
  relu: ({ x, low }) => ({ function: 'relu', sizes: [low.length], x, constants: [] }),
  leakyRelu: ({ x, low, slopeShift }) => ({
    function: 'leaky_relu',
    sizes: [low.length],
    x,
    constants: [{ role: 'slope', dimensions: [], integers: [1], fraction: slopeShift }],
  }),
  table({ x, low, inputLow, entries, fraction }, { program }) {
    const integers = entriesByBits(entries, inputLow, atLeastOneBit(formatOf(program.operations[x])));
    const constant = { role: 'entries', dimensions: [integers.length], integers, fraction };
    return { function: 'table', sizes: [low.length], x, constants: [constant] };
  },
  quantize(operation, { program }) {
    const { x, low, shift, round } = operation;
    checkRange(operation);
    if (round === 'floor' || shift <= 0)
      return { function: 'quantize', sizes: [low.length], x, constants: [] };
    const fraction = program.operations[x].fraction - shift + 1;
    const half = { role: 'half', dimensions: [], integers: [1], fraction };
    return { function: 'quantize_half_up', sizes: [low.length], x, constants: [half] };
  },
};

function arrayAt({ arrays, dataflow }: HlsContext, id: ValueId): HlsArray {
  const array = arrays.get(dataflow.arrayOf(id));
  if (!array) throw new RangeError(`Operation ${id} has no array: it is computed inside another one.`);
  return array;
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
  const { layer, minimum, maximum } = operation;
  const { lowest, highest } = hullOf(operation);
  const { low, high } = rangeOf(atLeastOneBit(formatOf(operation)));
  if ((lowest > minimum || low === minimum) && (highest < maximum || high === maximum)) return;
  throw new CodesignError(
    'hls.quantizeRange',
    `Layer '${layer}' saturates at ${minimum} and ${maximum}, which are not the ends of a fixed-point format.`,
  );
}
