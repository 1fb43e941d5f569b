import type { IntegerMatrix, IntegerOperation, ValueId } from '@nx-codesign/ir';
import { signedDigits } from '../adderGraph/signedDigits';
import { adderDelayNs } from '../pipelining/nodeDelay';
import { distinctSums, sharingFactor } from './calibration';
import { noLogic, widthsOf, type EstimateContext, type GroupEstimate } from './groupEstimate';
import { roundedLog2 } from './roundedLog2';
import { layerLevels } from './mixedTree';
import { treeLevels, type TreeLevel } from './treeShape';

type Matvec = Extract<IntegerOperation, { kind: 'matvec' }>;

/** Half of the layers' terms meet one of the other sign, which takes a sign bit. */
const signBits = 0.5;

/**
 * Expected adders of a `matvec` and the constant that the next operation adds: a tree per output, times the share
 * that common subexpressions leave.
 */
export function estimateMatvec(
  id: ValueId,
  { operation, next }: { readonly operation: Matvec; readonly next: ValueId | undefined },
  context: EstimateContext,
): GroupEstimate {
  const { operations, facts, model } = context;
  const radix = model.adderInputs;
  const bias = next === undefined ? undefined : operations[next];
  const constant = bias?.kind === 'add' ? bias.constant : undefined;
  const result = widthsOf(facts.get(constant && next !== undefined ? next : id)!);
  const counts = countDigits(operation.kernel, widthsOf(facts.get(operation.x)!), facts.get(id)!.needed);
  const sharing = sharingFactor(counts, radix);
  const terms = counts.digits.map(
    (digits, j) => digits + (digits > 0 && constant && constant[j % constant.length] !== 0 ? 1 : 0),
  );
  const levels = layerLevels(terms, radix);
  const trees = terms.map((own, j): TreeLevel[] =>
    treeLevels(
      {
        terms: own,
        leafBits: counts.meanInputBits + signBits,
        sumBits: result[j],
        shiftSpread: counts.weightBits - 1,
        levels,
      },
      radix,
    ),
  );
  const deepest = trees.reduce((deep, tree) => (tree.length > deep.length ? tree : deep), []);
  return {
    ...noLogic,
    adderBits: sharing * trees.flat().reduce((bits, level) => bits + level.adders * level.bits, 0),
    steps: deepest.map(({ bits, inputs }, level) => ({
      delayNs: adderDelayNs(bits, inputs, model),
      liveBits: aliveBits(trees, level, { sharing, leaving: leavingBits(id, context) }),
    })),
  };
}

/** Bits of the sums of each tree after a level; of a tree that ended before its result waits, as the group gives it. */
function aliveBits(
  trees: readonly (readonly TreeLevel[])[],
  level: number,
  { sharing, leaving }: { readonly sharing: number; readonly leaving: readonly number[] },
): number {
  return trees.reduce((bits, tree, j) => {
    if (tree.length === 0) {
      return bits;
    }
    const at = tree[level];
    if (!at) {
      return bits + Math.min(leaving[j], tree[tree.length - 1].width);
    }
    return bits + at.sums * at.width * distinctSums(sharing, (level + 1) / tree.length);
  }, 0);
}

/** Widths of the group's results, where they are those of the sums one by one. */
function leavingBits(id: ValueId, { facts, result }: EstimateContext): readonly number[] {
  const [sums, results] = [facts.get(id)!, facts.get(result)!];
  return sums.low.length === results.low.length ? widthsOf(results) : sums.low.map(() => Infinity);
}

interface DigitCounts {
  /** Non-zero signed digits, by output. */
  readonly digits: number[];
  /** Outputs that have any. */
  readonly outputs: number;
  /** Mean number of digits of those outputs. */
  readonly terms: number;
  readonly digitsPerWeight: number;
  readonly meanInputBits: number;
  readonly weightBits: number;
}

function countDigits(
  { inputs, outputs, data }: IntegerMatrix,
  inputBits: readonly number[],
  needed: readonly boolean[],
): DigitCounts {
  const digits = Array.from({ length: outputs }, () => 0);
  const known = new Map<number, number>();
  let bits = 0;
  let largest = 1;
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j < outputs; j++) {
      const weight = Math.abs(data[i * outputs + j]);
      if (weight !== 0 && inputBits[i] > 0 && needed[j]) {
        const count = known.get(weight) ?? signedDigits(weight).length;
        known.set(weight, count);
        digits[j] += count;
        bits += count * inputBits[i];
        largest = Math.max(largest, weight);
      }
    }
  }
  const total = digits.reduce((sum, count) => sum + count, 0);
  const active = Math.max(1, digits.filter((count) => count > 0).length);
  return {
    digits,
    outputs: active,
    terms: total / active,
    digitsPerWeight: total / (inputs * active),
    meanInputBits: bits / Math.max(1, total),
    weightBits: roundedLog2(largest) + 1,
  };
}
