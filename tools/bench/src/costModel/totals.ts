import {
  expectedKinds,
  expectedOfNetwork,
  logicKinds,
  type CostNumbers,
  type ExpectedKind,
  type MeanWeights,
} from '@nx-codesign/hardware';
import { expectedOf, type Expected, type Outlined, type Sample } from './samples';

/** What synthesis counted over all instances and the top. */
export interface Counted {
  readonly luts: number;
  readonly ffs: number;
  readonly carries: number;
  /** Middle of the longest path's range, in ns, for families that have one. */
  readonly pathNs?: number;
}

export function countedOf({ modules, top }: Sample): Counted {
  const total = (key: 'luts' | 'ffs' | 'carries') =>
    modules.reduce((sum, { instances, synthesized }) => sum + instances * synthesized[key], top[key]);
  const paths = modules.flatMap(({ synthesized: { pathNs } }) =>
    pathNs ? [(pathNs.low + pathNs.high) / 2] : [],
  );
  const counted = { luts: total('luts'), ffs: total('ffs'), carries: total('carries') };
  return paths.length === 0 ? counted : { ...counted, pathNs: Math.max(...paths) };
}

/** LUTs and flip-flops of the built design before synthesis. */
export function builtOf({ modules, selectionBits, delayBits }: Sample, { lutsPerUnit }: CostNumbers) {
  const total = (of: (counts: Sample['modules'][number]['counts']) => number) =>
    modules.reduce((sum, { counts, instances }) => sum + instances * of(counts), 0);
  const luts = total((counts) => logicKinds.reduce((sum, kind) => sum + lutsPerUnit[kind] * counts[kind], 0));
  return {
    luts: luts + lutsPerUnit.topSelectionBits * selectionBits,
    ffs: total(({ registers }) => registers) + delayBits,
  };
}

/** What is expected of assumed weights. */
export function expectationOf(
  { candidate, reuseFactor, sparsity }: Sample,
  digits: Readonly<Record<number, MeanWeights>>,
): Expected {
  return expectedOf(expectedOfNetwork(candidate.network, { ...candidate, reuseFactor, sparsity }, digits));
}

/** LUTs and flip-flops by assumed weights. */
export function estimatedOf({ kinds, outputBits, innerBits, latencyCycles }: Expected, numbers: CostNumbers) {
  const perUnit: Readonly<Record<ExpectedKind, number>> = numbers.expectedLutsPerUnit;
  return {
    luts: expectedKinds.reduce((sum, kind) => sum + perUnit[kind] * kinds[kind], 0),
    ffs: outputBits + numbers.expectedFfs * innerBits,
    latencyCycles,
  };
}

/** LUTs and flip-flops with the weights known, as `estimateCost` has them. */
export function outlinedOf({ counts, ffs, latencyCycles }: Outlined, { lutsPerUnit }: CostNumbers) {
  return {
    luts: logicKinds.reduce((sum, kind) => sum + lutsPerUnit[kind] * counts[kind], 0),
    ffs,
    latencyCycles,
  };
}
