import type { IntegerOperation, ValueId } from '@nx-codesign/ir';
import { signedDigits } from '../adderGraph/signedDigits';
import type { PartFacts } from '../design/groupBounds';
import { adderDelayNs } from '../pipelining/nodeDelay';
import {
  inSequence,
  noLogic,
  sumWhere,
  widthsOf,
  type EstimateContext,
  type GroupEstimate,
} from './groupEstimate';
import { tableLutsPerBit } from './tableLuts';

type OperationOf<Kind extends IntegerOperation['kind']> = Extract<IntegerOperation, { kind: Kind }>;

/** Adders of an `add` that no sum before takes over. */
export function estimateAdd(
  id: ValueId,
  { constant }: OperationOf<'add'>,
  context: EstimateContext,
): GroupEstimate {
  return adders(id, (i) => constant[i % constant.length] !== 0, context);
}

/** One adder per element. */
export function estimateAddValues(id: ValueId, context: EstimateContext): GroupEstimate {
  return adders(id, () => true, context);
}

/** One adder per digit of the multiplier but the first. */
export function estimateScale(
  id: ValueId,
  { multiplier }: OperationOf<'scale'>,
  context: EstimateContext,
): GroupEstimate {
  return Array.from({ length: signedDigits(multiplier).length - 1 }).reduce<GroupEstimate>(
    (sum) => inSequence([sum, adders(id, () => true, context)]),
    noLogic,
  );
}

/**
 * Clamps and leaky slopes, one bit per result bit that takes logic: the reset of a register does for a single limit at the
 * end of a group, and a slope selects no bits that the next step drops. Half-up rounding adds first.
 */
export function estimateSelection(
  id: ValueId,
  operation: OperationOf<'relu' | 'leakyRelu' | 'quantize'>,
  {
    isRounded,
    next,
    ...context
  }: EstimateContext & { readonly isRounded: boolean; readonly next: ValueId | undefined },
): GroupEstimate {
  const { facts, operations, model } = context;
  const { needed, ...bounds } = facts.get(id)!;
  const widths = widthsOf(bounds);
  const before = { ...facts.get(operation.x)!, kind: operations[operation.x].kind };
  const limits = needed.map((flag, i) => (flag ? limitsOf(operation, before, i) : 0));
  const rounding = isRounded ? noLogic : adders(id, (i) => isHalfUp(operation, i), context);
  if (Math.max(0, ...limits) === 0) {
    return rounding;
  }
  const levels = operation.kind === 'quantize' ? 2 : 1;
  const step = { delayNs: levels * (model.lutNs + model.netNs), liveBits: sumWhere(widths, needed) };
  const free = next === undefined && operation.kind !== 'leakyRelu' && before.kind !== 'leakyRelu' ? 1 : 0;
  const dropped = droppedBits(next === undefined ? undefined : operations[next]);
  const selectedBits = widths.reduce(
    (bits, width, i) => bits + (limits[i] > free ? Math.max(0, width - dropped(i)) : 0),
    0,
  );
  return inSequence([rounding, { ...noLogic, selectedBits, steps: [step] }]);
}

/** Low bits of element i that the next operation does not read. */
function droppedBits(next: IntegerOperation | undefined): (i: number) => number {
  if (next?.kind !== 'quantize') return () => 0;
  return (i) => Math.max(0, next.channels[i % next.channels.length].shift);
}

export function estimateTable(
  id: ValueId,
  operation: OperationOf<'table'>,
  { facts, model }: EstimateContext,
): GroupEstimate {
  const { needed, ...bounds } = facts.get(id)!;
  const [addresses, widths] = [widthsOf(facts.get(operation.x)!), widthsOf(bounds)];
  const luts = widths.map((width, i) => width * tableLutsPerBit(addresses[i], model.lutInputs));
  const levels = 1 + Math.max(0, Math.ceil((Math.max(...addresses) - model.lutInputs) / 2));
  const delayNs = levels * (model.lutNs + model.netNs);
  return {
    ...noLogic,
    tableLuts: sumWhere(luts, needed),
    steps: [{ delayNs, liveBits: sumWhere(widths, needed) }],
  };
}

function isHalfUp(operation: OperationOf<'relu' | 'leakyRelu' | 'quantize'>, i: number): boolean {
  if (operation.kind !== 'quantize' || operation.round === 'floor') {
    return false;
  }
  return operation.channels[i % operation.channels.length].shift > 0;
}

function adders(
  id: ValueId,
  hasAdder: (i: number) => boolean,
  { facts, model }: EstimateContext,
): GroupEstimate {
  const { needed, ...bounds } = facts.get(id)!;
  const widths = widthsOf(bounds);
  const flags = needed.map((flag, i) => flag && hasAdder(i));
  const adderBits = sumWhere(widths, flags);
  const delayNs = adderDelayNs(Math.max(...widths), 2, model);
  return adderBits === 0 ? noLogic : { ...noLogic, adderBits, steps: [{ delayNs, liveBits: adderBits }] };
}

/** Limits that an element can pass; a ReLU before a quantiser is part of its clamp. */
function limitsOf(
  operation: OperationOf<'relu' | 'leakyRelu' | 'quantize'>,
  before: PartFacts & Pick<IntegerOperation, 'kind'>,
  i: number,
): number {
  if (operation.kind !== 'quantize') {
    return Number(before.low[i] < 0);
  }
  const { shift, minimum, maximum } = operation.channels[i % operation.channels.length];
  const scale = 2 ** shift;
  const below = before.low[i] < minimum * scale || before.kind === 'relu';
  return Number(below) + Number(before.high[i] >= (maximum + 1) * scale);
}
