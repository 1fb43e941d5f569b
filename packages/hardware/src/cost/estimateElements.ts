import type { IntegerOperation, ValueId } from '@nx-codesign/ir';
import { adderDelayNs } from '../pipelining/nodeDelay';
import { tableFill } from './calibration';
import { noLogic, sumWhere, widthsOf, type EstimateContext, type GroupEstimate } from './groupEstimate';

type OperationOf<Kind extends IntegerOperation['kind']> = Extract<IntegerOperation, { kind: Kind }>;

/** Adders of an `add` that is no bias of a `matvec` (that one is part of its trees). */
export function estimateAdd(
  id: ValueId,
  operation: OperationOf<'add'>,
  context: EstimateContext,
): GroupEstimate {
  const flags = context.needed[id].map((flag, i) => flag && operation.constant[i] !== 0);
  return context.operations[operation.x].kind === 'matvec' ? noLogic : adders(id, flags, context);
}

/** Clamps and leaky slopes: one LUT per result bit where the bounds ask for them; half-up rounding adds first. */
export function estimateSelection(
  id: ValueId,
  operation: OperationOf<'relu' | 'leakyRelu' | 'quantize'>,
  context: EstimateContext,
): GroupEstimate {
  const { operations, needed, model } = context;
  const widths = widthsOf(operation);
  const selected = needed[id].map((flag, i) => flag && isSelected(operation, operations[operation.x], i));
  const halfUp = operation.kind === 'quantize' && operation.round === 'half-up' && operation.shift > 0;
  const rounding = halfUp ? adders(id, needed[id], context) : noLogic;
  if (!selected.includes(true)) {
    return rounding;
  }
  const levels = operation.kind === 'quantize' ? 2 : 1;
  const step = { delayNs: levels * (model.lutNs + model.netNs), liveBits: sumWhere(widths, needed[id]) };
  return { ...rounding, otherLuts: sumWhere(widths, selected), steps: [...rounding.steps, step] };
}

export function estimateTable(
  id: ValueId,
  operation: OperationOf<'table'>,
  { operations, needed, model }: EstimateContext,
): GroupEstimate {
  const [addresses, widths] = [widthsOf(operations[operation.x]), widthsOf(operation)];
  const luts = widths.map((width, i) => width * Math.max(1, 2 ** (addresses[i] - model.lutInputs)));
  const levels = 1 + Math.max(0, Math.ceil((Math.max(...addresses) - model.lutInputs) / 2));
  const delayNs = levels * (model.lutNs + model.netNs);
  return {
    adderBits: 0,
    otherLuts: tableFill * sumWhere(luts, needed[id]),
    steps: [{ delayNs, liveBits: sumWhere(widths, needed[id]) }],
  };
}

function adders(
  id: ValueId,
  flags: readonly boolean[],
  { operations, model }: EstimateContext,
): GroupEstimate {
  const widths = widthsOf(operations[id]);
  const adderBits = sumWhere(widths, flags);
  const delayNs = adderDelayNs(Math.max(...widths), 2, model);
  return adderBits === 0 ? noLogic : { adderBits, otherLuts: 0, steps: [{ delayNs, liveBits: adderBits }] };
}

/** A clamp that its operand's bounds make needless is none; a ReLU before a quantiser is part of its clamp. */
function isSelected(
  operation: OperationOf<'relu' | 'leakyRelu' | 'quantize'>,
  before: IntegerOperation,
  i: number,
): boolean {
  if (operation.kind !== 'quantize') {
    return before.low[i] < 0;
  }
  const scale = 2 ** operation.shift;
  const below = before.low[i] < operation.minimum * scale || before.kind === 'relu';
  return below || before.high[i] >= (operation.maximum + 1) * scale;
}
