import type { Utilization } from '@nx-codesign/flows';
import type { Genotype } from '@nx-codesign/search';
import type { Policy } from '../config/slices/search';

/** Version of the JSON artefacts' format; see docs/artefacts.md. */
export const artefactFormatVersion = 1;

/** Accuracies, 0 to 1, of a variant as it gets smaller; absent where the stage has not run yet. */
export interface Accuracies {
  readonly float?: number;
  readonly quantized?: number;
  readonly pruned?: number;
}

/** Costs of a quantised network: exact counts, and the closed-form hardware estimates. */
export interface Costs {
  readonly parameters: number;
  readonly bops: number;
  readonly ebops?: number;
  readonly luts?: number;
  readonly ffs?: number;
  readonly latencyCycles?: number;
  readonly latencyNs?: number;
}

export interface Precision {
  readonly weightBits: number;
  readonly activationBits: number;
}

/** A piece of work that failed: never a score. */
export interface Failure {
  readonly ok: false;
  readonly stage: string;
  readonly error: string;
}

/** One network that the search tried. */
export type SearchTrial = {
  /** Counts from 1, in the order of proposal. */
  readonly trial: number;
  /** Hash of the network's structure, shortened. */
  readonly network: string;
  readonly genotype: Genotype;
} & (
  | {
      readonly ok: true;
      /** Of the float network on the validation split. */
      readonly accuracy: number;
      /** Of the network as the costs count it: rounded after training, not retrained. */
      readonly roundedAccuracy: number;
      readonly costs: Costs;
      /** By how much constraints are exceeded, as a share of each limit; absent if none is. */
      readonly violation?: number;
    }
  | Failure
);

/** A candidate that later stages carry on; `search` writes these fields. */
export interface SearchVariant {
  /** The policies that chose it, joined by `-`. */
  readonly name: string;
  readonly policies: readonly Policy[];
  readonly trial: number;
  readonly network: string;
  readonly genotype: Genotype;
  readonly validation: Accuracies;
  /** At the widths that the search assumes. */
  readonly assumed: Costs;
}

/** Training settings that the local search tries. */
export interface TunedSettings {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly batchSize: number;
  readonly epochs: number;
}

export type LocalTrial = { readonly trial: number; readonly settings: TunedSettings } & (
  { readonly ok: true; readonly accuracy: number; readonly bestEpoch?: number } | Failure
);

/** As `local-search` writes it. */
export interface TunedVariant extends SearchVariant {
  /** The settings of the chosen trial; absent where no trial was better than the search's own weights. */
  readonly training?: TunedSettings;
}

/** One precision that `qat` tried. */
export type PrecisionTrial = Precision &
  ({ readonly ok: true; readonly accuracy: number; readonly costs: Costs } | Failure);

/** As `qat` writes it. */
export interface QuantizedVariant extends TunedVariant {
  readonly precision: Precision;
  /** Whether the chosen precision keeps `qat.maxLoss`; if none does, the most accurate is taken. */
  readonly withinLoss: boolean;
  readonly quantizedCosts: Costs;
}

/** One point of a pruning path; step 0 is the network before pruning. */
export interface PruningStep {
  readonly step: number;
  /** Hidden units left, by layer. */
  readonly units: Readonly<Record<string, number>>;
  readonly accuracy: number;
  readonly costs: Costs;
}

/** As `prune` writes it. */
export interface PrunedVariant extends QuantizedVariant {
  readonly step: number;
  readonly prunedCosts: Costs;
  readonly test: Accuracies;
  /** The training engine's forward pass against the integer interpreter on the test split. */
  readonly engineCheck: { readonly engine: string; readonly vectors: number; readonly mismatches: number };
}

/** As `hls-emit` writes it. */
export interface EmittedVariant extends PrunedVariant {
  readonly design: {
    readonly top: string;
    readonly part: string;
    readonly clockPeriodNs: number;
    readonly latencyCycles: number;
    readonly initiationInterval: number;
    readonly modules: number;
    /** Closed-form estimate, before synthesis. */
    readonly estimated: Costs;
  };
  readonly vectors: { readonly count: number; readonly testSamples: number; readonly corners: number };
}

/** Vectors that were run and how many of them differ from the interpreter. */
export interface VectorCheck {
  readonly vectors: number;
  readonly mismatches: number;
  readonly first?: {
    readonly vector: number;
    readonly element: number;
    readonly expected: number;
    readonly actual: number;
  };
}

/** `verification.json`, one per variant: three implementations against the interpreter. */
export interface Verification {
  readonly name: string;
  readonly engine: VectorCheck;
  /** Mapped netlist, simulated cycle by cycle; `accuracy` is that of its answers on the test samples. */
  readonly gates: VectorCheck & { readonly accuracy: number };
  /** Emitted C++, compiled; or why it was not run. */
  readonly cpp: VectorCheck | { readonly skipped: string };
}

/** `timing.json`, one per variant. */
export interface Timing {
  readonly name: string;
  readonly latencyCycles: number;
  readonly initiationInterval: number;
  readonly clockPeriodNs: number;
  /** Cycles times clock period: no place and route says that the clock is met. */
  readonly latencyNs: number;
  /** Most LUTs in a row between registers. */
  readonly lutLevels: number;
  readonly mark: 'estimated';
}

/** `utilization.json`, one per variant. */
export interface VariantUtilization {
  readonly name: string;
  readonly part: string;
  readonly total: Utilization;
  readonly modules: readonly { readonly name: string; readonly utilization: Utilization }[];
}

/** What `synthesize` found of one variant. */
export interface Synthesized {
  readonly variant: EmittedVariant;
  readonly utilization: VariantUtilization;
  readonly timing: Timing;
  readonly verification: Verification;
}

/** `variants.json` of a stage. */
export interface VariantsFile<V> {
  readonly formatVersion: typeof artefactFormatVersion;
  readonly variants: readonly V[];
}
