import { leakyReluInteger, quantizeInteger, reluInteger } from '../elementwise';
import { CodesignError } from '../error';
import { rangeOf, widthOf } from '../fixed';
import { formatOf } from '../formatOf';
import type { IntegerOperation, IntegerValue } from '../integerProgram';
import { elementsOf } from '../shapes';
import { windowIndices } from '../window/windowIndices';
import type { Draft, TableDraft } from './drafts';
import {
  addIntervals,
  aggregatedIntervals,
  gatheredIntervals,
  type Intervals,
  matvecIntervals,
  monotoneIntervals,
  productIntervals,
  shiftedSumIntervals,
  squareIntervals,
  tableIntervals,
} from './intervals';
import { tableEntries } from './tableEntries';

/** Widest input of a table in bits: 1024 entries. */
export const maximumTableInputBits = 10;

/** Gives every operation the exact interval of each element, and tables their entries. */
export function boundOperations(drafts: readonly Draft[]): IntegerOperation[] {
  const operations: IntegerOperation[] = [];
  for (const draft of drafts) {
    operations.push(
      draft.kind === 'table'
        ? fillTable(draft, operations[draft.x])
        : { ...draft, ...intervalsOf(draft, operations) },
    );
  }
  return operations;
}

type BoundDraft = Exclude<Draft, TableDraft>;
type Rules = {
  readonly [K in BoundDraft['kind']]: (
    draft: Extract<BoundDraft, { kind: K }>,
    values: readonly IntegerValue[],
  ) => Intervals;
};

function intervalsOf(draft: BoundDraft, values: readonly IntegerValue[]): Intervals {
  type AnyRule = (draft: BoundDraft, values: readonly IntegerValue[]) => Intervals;
  const { low, high } = (rules[draft.kind] as AnyRule)(draft, values);
  return { low, high };
}

const rules: Rules = {
  input({ shape, format }) {
    const { low, high } = rangeOf(format);
    const elements = elementsOf(shape);
    return { low: new Array<number>(elements).fill(low), high: new Array<number>(elements).fill(high) };
  },
  matvec: ({ x, kernel }, values) => matvecIntervals(values[x], kernel),
  add: ({ x, constant }, values) => addIntervals(values[x], constant),
  addValues: ({ a, b, aShift, bShift }, values) =>
    shiftedSumIntervals([values[a], values[b]], [2 ** aShift, 2 ** bShift]),
  multiply: ({ a, b }, values) =>
    a === b ? squareIntervals(values[a]) : productIntervals(values[a], values[b]),
  window: ({ x, ...window }, values) => gatheredIntervals(values[x], windowIndices(window, values[x].shape)),
  max: ({ x }, values) => aggregatedIntervals(values[x], values[x].shape, Math.max),
  sum: ({ x }, values) => aggregatedIntervals(values[x], values[x].shape, (a, b) => a + b),
  scale({ x, multiplier }, values) {
    const scaled = monotoneIntervals(values[x], (integer) => integer * Math.abs(multiplier));
    return multiplier > 0
      ? scaled
      : { low: scaled.high.map((bound) => -bound), high: scaled.low.map((bound) => -bound) };
  },
  relu: ({ x }, values) => monotoneIntervals(values[x], reluInteger),
  leakyRelu: ({ x, slopeShift }, values) => monotoneIntervals(values[x], leakyReluInteger(slopeShift)),
  reshape: ({ x }, values) => values[x],
  quantize({ x, round, channels }, values) {
    const functions = channels.map((channel) => quantizeInteger(round, channel));
    return monotoneIntervals(values[x], (integer, i) => functions[i % functions.length](integer));
  },
};

function fillTable({ function: tabulated, output, ...draft }: TableDraft, x: IntegerValue): IntegerOperation {
  checkTableInput(x, draft.layer);
  const low = x.low.reduce((a, b) => Math.min(a, b), Infinity);
  const high = x.high.reduce((a, b) => Math.max(a, b), -Infinity);
  const entries = tableEntries(tabulated, { low, high, fraction: x.fraction }, output);
  return { ...draft, ...tableIntervals(x, low, entries), inputLow: low, entries };
}

function checkTableInput(value: IntegerValue, layer: string): void {
  const width = widthOf(formatOf(value));
  if (width <= maximumTableInputBits) return;
  throw new CodesignError(
    'lower.tableInput',
    `Layer '${layer}': a table's input may have ${maximumTableInputBits} bits, got ${width}: ` +
      `give the layer before it an 'output' format of at most ${maximumTableInputBits} bits.`,
  );
}
