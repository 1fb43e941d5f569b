import type { IntegerOperation, ValueId } from '@nx-codesign/ir';
import { adderDelayNs } from '../pipelining/nodeDelay';
import { noLogic, sumWhere, widthsOf, type EstimateContext, type GroupEstimate } from './groupEstimate';
import { layerLevels } from './mixedTree';
import { treeLevels } from './treeShape';

type Aggregation = Extract<IntegerOperation, { kind: 'sum' | 'max' }>;

/** A tree of adders per channel. */
export function estimateSum(id: ValueId, { x }: Aggregation, context: EstimateContext): GroupEstimate {
  const { facts, model } = context;
  const radix = model.adderInputs;
  const { needed, ...bounds } = facts.get(id)!;
  const widths = widthsOf(bounds);
  const { terms, leafBits } = leavesOf(widths.length, widthsOf(facts.get(x)!));
  const levels = layerLevels([terms], radix);
  const trees = widths.map((sumBits, j) =>
    needed[j] ? treeLevels({ terms, leafBits: leafBits[j], sumBits, shiftSpread: 0, levels }, radix) : [],
  );
  const deepest = trees.reduce((deep, tree) => (tree.length > deep.length ? tree : deep), []);
  return {
    ...noLogic,
    adderBits: trees.flat().reduce((bits, level) => bits + level.adders * level.bits, 0),
    steps: deepest.map(({ bits, inputs }, level) => ({
      delayNs: adderDelayNs(bits, inputs, model),
      liveBits: trees.reduce(
        (sum, tree) => sum + (tree[level] ? tree[level].sums * tree[level].width : 0),
        0,
      ),
    })),
  };
}

/** A balanced tree of comparisons and selections per channel. */
export function estimateMax(id: ValueId, { x }: Aggregation, context: EstimateContext): GroupEstimate {
  const { facts, model } = context;
  const { needed, ...bounds } = facts.get(id)!;
  const widths = widthsOf(bounds);
  const { terms } = leavesOf(widths.length, widthsOf(facts.get(x)!));
  const bits = sumWhere(widths, needed);
  const delayNs = adderDelayNs(Math.max(...widths), 2, model) + model.lutNs + model.netNs;
  const levels = Math.ceil(Math.log2(terms) - 1e-9);
  return {
    ...noLogic,
    comparedBits: (terms - 1) * bits,
    steps: Array.from({ length: levels }, (_, level) => ({
      delayNs,
      liveBits: bits * Math.ceil(terms / 2 ** (level + 1)),
    })),
  };
}

/** Elements of each channel and their mean width. */
function leavesOf(channels: number, inputBits: readonly number[]): { terms: number; leafBits: number[] } {
  const terms = inputBits.length / channels;
  const leafBits = Array.from({ length: channels }, (_, channel) => {
    const own = inputBits.filter((_bits, i) => i % channels === channel);
    return own.reduce((sum, bits) => sum + bits, 0) / terms;
  });
  return { terms, leafBits };
}
