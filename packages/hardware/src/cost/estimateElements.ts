import type { IntegerOperation, ValueId } from '@nx-codesign/ir';
import { signedDigits } from '../adderGraph/signedDigits';
import type { PartFacts } from '../design/groupBounds';
import { adderDelayNs } from '../pipelining/nodeDelay';
import { tableFill } from './calibration';
import { noLogic, sumWhere, widthsOf, type EstimateContext, type GroupEstimate } from './groupEstimate';

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
    (sum) =>
      plus(
        sum,
        adders(id, () => true, context),
      ),
    noLogic,
  );
}

/** Clamps and leaky slopes: one LUT per result bit where the bounds ask for them; half-up rounding adds first. */
export function estimateSelection(
  id: ValueId,
  operation: OperationOf<'relu' | 'leakyRelu' | 'quantize'>,
  { isRounded, ...context }: EstimateContext & { readonly isRounded: boolean },
): GroupEstimate {
  const { facts, operations, model } = context;
  const { needed, ...bounds } = facts.get(id)!;
  const widths = widthsOf(bounds);
  const before = { ...facts.get(operation.x)!, kind: operations[operation.x].kind };
  const selected = needed.map((flag, i) => flag && isSelected(operation, before, i));
  const rounding = isRounded ? noLogic : adders(id, (i) => isHalfUp(operation, i), context);
  if (!selected.includes(true)) {
    return rounding;
  }
  const levels = operation.kind === 'quantize' ? 2 : 1;
  const step = { delayNs: levels * (model.lutNs + model.netNs), liveBits: sumWhere(widths, needed) };
  return plus(rounding, { adderBits: 0, otherLuts: sumWhere(widths, selected), steps: [step] });
}

export function estimateTable(
  id: ValueId,
  operation: OperationOf<'table'>,
  { facts, model }: EstimateContext,
): GroupEstimate {
  const { needed, ...bounds } = facts.get(id)!;
  const [addresses, widths] = [widthsOf(facts.get(operation.x)!), widthsOf(bounds)];
  const luts = widths.map((width, i) => width * Math.max(1, 2 ** (addresses[i] - model.lutInputs)));
  const levels = 1 + Math.max(0, Math.ceil((Math.max(...addresses) - model.lutInputs) / 2));
  const delayNs = levels * (model.lutNs + model.netNs);
  return {
    adderBits: 0,
    otherLuts: tableFill * sumWhere(luts, needed),
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
  return adderBits === 0 ? noLogic : { adderBits, otherLuts: 0, steps: [{ delayNs, liveBits: adderBits }] };
}

/** One after the other. */
function plus(a: GroupEstimate, b: GroupEstimate): GroupEstimate {
  return {
    adderBits: a.adderBits + b.adderBits,
    otherLuts: a.otherLuts + b.otherLuts,
    steps: [...a.steps, ...b.steps],
  };
}

/** A clamp that its operand's bounds make needless is none; a ReLU before a quantiser is part of its clamp. */
function isSelected(
  operation: OperationOf<'relu' | 'leakyRelu' | 'quantize'>,
  before: PartFacts & Pick<IntegerOperation, 'kind'>,
  i: number,
): boolean {
  if (operation.kind !== 'quantize') {
    return before.low[i] < 0;
  }
  const { shift, minimum, maximum } = operation.channels[i % operation.channels.length];
  const scale = 2 ** shift;
  const below = before.low[i] < minimum * scale || before.kind === 'relu';
  return below || before.high[i] >= (maximum + 1) * scale;
}
