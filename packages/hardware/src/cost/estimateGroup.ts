import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';
import { signedDigits } from '../adderGraph/signedDigits';
import type { LayerGroup } from '../design/partition';
import { intervalWidth } from '../design/ports';
import type { DelayModel } from '../pipelining/delayModel';
import { adderDelayNs } from '../pipelining/nodeDelay';
import { sharingFactor, tableFill } from './calibration';
import { treeLevels } from './treeShape';

/** A slice of a group's logic between possible register positions. */
export interface LogicStep {
  readonly delayNs: number;
  /** Bits that are alive after it. */
  readonly liveBits: number;
}

export interface GroupEstimate {
  readonly adderBits: number;
  readonly otherLuts: number;
  readonly steps: readonly LogicStep[];
}

type Matvec = Extract<IntegerOperation, { kind: 'matvec' }>;

interface Context {
  readonly operations: IntegerProgram['operations'];
  readonly needed: readonly (readonly boolean[])[];
  readonly model: DelayModel;
}

/** Expected logic of one group of layers, without building it. */
export function estimateGroup(group: LayerGroup, context: Context): GroupEstimate {
  const parts = group.operations.map((id, index): GroupEstimate => {
    const operation = context.operations[id];
    const next = context.operations[group.operations[index + 1]];
    const value = next?.kind === 'add' ? next : operation;
    switch (operation.kind) {
      case 'matvec':
        return estimateMatvec(operation, value, context, id);
      case 'relu':
      case 'leakyRelu':
      case 'quantize':
        return estimateSelection(operation, context, id);
      case 'table':
        return estimateTable(operation.x, id, context);
      case 'add':
      case 'reshape':
      case 'input':
        return nothing;
    }
  });
  return {
    adderBits: parts.reduce((sum, part) => sum + part.adderBits, 0),
    otherLuts: parts.reduce((sum, part) => sum + part.otherLuts, 0),
    steps: parts.flatMap(({ steps }) => steps),
  };
}

const nothing: GroupEstimate = { adderBits: 0, otherLuts: 0, steps: [] };

function estimateMatvec(
  { x, kernel }: Matvec,
  sum: IntegerOperation,
  { operations, needed, model }: Context,
  id: number,
): GroupEstimate {
  const radix = model.adderInputs;
  const inputBits = widthsOf(operations[x]);
  const counts = digitCounts(kernel, inputBits, needed[id]);
  const sharing = sharingFactor({ ...counts, terms: counts.meanTerms, outputs: kernel.outputs }, radix);
  const sumBits = widthsOf(sum);
  let adderBits = 0;
  const live: number[] = [];
  let slowest = { depth: 0, delays: [] as number[] };
  counts.terms.forEach((digits, j) => {
    const terms = digits + (digits > 0 && sum.kind === 'add' && sum.constant[j] !== 0 ? 1 : 0);
    const levels = treeLevels(
      {
        terms,
        leafBits: counts.meanInputBits + 0.5,
        sumBits: sumBits[j],
        shiftSpread: counts.weightBits - 1,
      },
      radix,
    );
    adderBits += levels.reduce((bits, level) => bits + level.adders * level.bits, 0);
    levels.forEach((level, index) => {
      live[index] = (live[index] ?? 0) + Math.max(1, terms / radix ** (index + 1)) * level.width * sharing;
    });
    if (levels.length > slowest.depth) {
      slowest = { depth: levels.length, delays: levels.map(({ bits }) => adderDelayNs(bits, radix, model)) };
    }
  });
  const steps = slowest.delays.map((delayNs, index) => ({ delayNs, liveBits: live[index] }));
  return { adderBits: adderBits * sharing, otherLuts: 0, steps };
}

/** Non-zero signed digits of each output, and the mean width of the inputs that they read. */
function digitCounts(
  { inputs, outputs, data }: Matvec['kernel'],
  inputBits: readonly number[],
  needed: readonly boolean[],
): {
  terms: number[];
  meanTerms: number;
  meanInputBits: number;
  digitsPerWeight: number;
  weightBits: number;
} {
  const terms = Array.from({ length: outputs }, () => 0);
  const digitsOf = new Map<number, number>();
  let bits = 0;
  let largest = 1;
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j < outputs; j++) {
      const weight = Math.abs(data[i * outputs + j]);
      if (weight !== 0 && inputBits[i] > 0 && needed[j]) {
        const digits = digitsOf.get(weight) ?? signedDigits(weight).length;
        digitsOf.set(weight, digits);
        terms[j] += digits;
        bits += digits * inputBits[i];
        largest = Math.max(largest, weight);
      }
    }
  }
  const total = terms.reduce((sum, count) => sum + count, 0);
  return {
    terms,
    meanTerms: total / outputs,
    meanInputBits: bits / Math.max(1, total),
    digitsPerWeight: total / Math.max(1, inputs * outputs),
    weightBits: Math.log2(largest) + 1,
  };
}

/** Clamps and leaky slopes: one LUT per result bit where the bounds ask for them. */
function estimateSelection(
  operation: Exclude<IntegerOperation, { kind: 'input' }>,
  { operations, needed, model }: Context,
  id: number,
): GroupEstimate {
  const before = operations[operation.x];
  const widths = widthsOf(operation);
  const selecting = widths.map((_, i) => needed[id][i] && isSelected(operation, before, i));
  if (!selecting.includes(true)) {
    return nothing;
  }
  const luts = widths.reduce((sum, width, i) => sum + (selecting[i] ? width : 0), 0);
  const liveBits = widths.reduce((sum, width, i) => sum + (needed[id][i] ? width : 0), 0);
  const levels = operation.kind === 'quantize' ? 2 : 1;
  return {
    adderBits: 0,
    otherLuts: luts,
    steps: [{ delayNs: levels * (model.lutNs + model.netNs), liveBits }],
  };
}

/** A clamp that its operand's bounds make needless is none; a ReLU before a quantiser is part of its clamp. */
function isSelected(operation: IntegerOperation, before: IntegerOperation, i: number): boolean {
  if (operation.kind === 'quantize') {
    const scale = 2 ** operation.shift;
    const cut =
      before.low[i] < operation.minimum * scale || before.high[i] >= (operation.maximum + 1) * scale;
    return cut || before.kind === 'relu';
  }
  return before.low[i] < 0;
}

function estimateTable(x: number, id: number, { operations, needed, model }: Context): GroupEstimate {
  const [addresses, widths] = [widthsOf(operations[x]), widthsOf(operations[id])];
  const lutsPerBit = addresses.map((bits) => Math.max(1, 2 ** (bits - model.lutInputs)));
  const otherLuts = widths.reduce((sum, width, i) => sum + (needed[id][i] ? width * lutsPerBit[i] : 0), 0);
  const levels = 1 + Math.max(0, Math.ceil((Math.max(...addresses) - model.lutInputs) / 2));
  const liveBits = widths.reduce((sum, width, i) => sum + (needed[id][i] ? width : 0), 0);
  return {
    adderBits: 0,
    otherLuts: otherLuts * tableFill,
    steps: [{ delayNs: levels * (model.lutNs + model.netNs), liveBits }],
  };
}

/** Bits that vary, by element. */
function widthsOf({ low, high }: IntegerOperation): number[] {
  return low.map((bottom, i) => (bottom === high[i] ? 0 : intervalWidth(bottom, high[i]).width));
}
