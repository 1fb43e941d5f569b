import type { LogicKind } from '../counting/logicCounts';
import type { RangeFact } from './range';

/** What is expected of a network with assumed weights. */
export const expectedKinds = ['adderBits', 'selectedBits', 'comparedBits', 'tableLuts'] as const;
export type ExpectedKind = (typeof expectedKinds)[number];

/** Errors on networks that were not fitted to, in percent of the synthesised number. */
export interface FitError {
  readonly networks: number;
  readonly lutsMape: number;
  readonly lutsWorst: number;
  /** Absent where they were not measured. */
  readonly ffsMape?: number;
  readonly ffsWorst?: number;
}

/** What a family's estimates are made with. */
export interface CostNumbers {
  /** LUTs per unit of what a built design consists of. */
  readonly lutsPerUnit: Readonly<Record<LogicKind | 'topSelectionBits', number>>;
  /** LUTs per unit of what is expected of assumed weights. */
  readonly expectedLutsPerUnit: Readonly<Record<ExpectedKind, number>>;
  /** Flip-flops per expected one. */
  readonly expectedFfs: number;
  /** Longest path of the mapped netlist, middle delays, per longest path by the delay model. */
  readonly netlistPath: number;
}

/** A family's cost model: numbers fitted to syntheses by `bench:cost-model --fit`. */
export interface FittedModel extends CostNumbers {
  /** What the numbers were fitted to, and with what. */
  readonly source: {
    readonly networks: number;
    readonly modules: number;
    readonly yosys: string;
    /** First 16 digits of a hash over the designs of all samples; absent where it was not kept. */
    readonly designs?: string;
  };
  /** Least and most of each fact over the samples. */
  readonly range: Readonly<Record<RangeFact, readonly [least: number, most: number]>>;
  /**
   * By reading, on networks that were not fitted to; absent where it was not measured. `searched`: weights known as floats
   * that are rounded, over the network that is trained with the widths and zeros.
   */
  readonly errors: Readonly<Record<'built', FitError>> &
    Readonly<Partial<Record<'known' | 'searched' | 'assumed', FitError>>>;
}

/** What rounded weights that are not zero are on average. */
export interface MeanWeights {
  /** Non-zero digits of the canonical signed form. */
  readonly digits: number;
  /** Of the integer. */
  readonly magnitude: number;
}
