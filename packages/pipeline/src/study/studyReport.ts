import type { Network } from '@nx-codesign/ir';
import type { DataSetDescription } from '@nx-codesign/train';
import type {
  artefactFormatVersion,
  LocalTrial,
  PrecisionTrial,
  PruningStep,
  SearchTrial,
  Synthesized,
} from '../artefacts/records';
import type { CodesignConfig } from '../config/schema';
import type { Measure } from '../config/slices/search';

/** Everything that a study found, from the artefacts of all its stages: `report.json`, and what the page shows. */
export interface StudyReport {
  readonly formatVersion: typeof artefactFormatVersion;
  readonly project: string;
  readonly title: string;
  /** With its defaults filled in, without `$schema` and `outputPath`. */
  readonly config: Omit<CodesignConfig, '$schema' | 'outputPath'>;
  readonly dataset: DataSetDescription;
  readonly search: {
    readonly objectives: readonly Measure[];
    readonly trials: readonly SearchTrial[];
    /** Numbers of the trials on the front, ascending. */
    readonly front: readonly number[];
  };
  readonly variants: readonly VariantReport[];
}

/** One variant from its search trial to its gates. */
export interface VariantReport extends Synthesized {
  readonly localTrials: readonly LocalTrial[];
  readonly precisions: readonly PrecisionTrial[];
  /** Step 0 is the network before pruning. */
  readonly pruningPath: readonly PruningStep[];
  /** The pruned quantised network, with its formats. */
  readonly network: Network;
  /** Pipeline modules in order. */
  readonly modules: readonly {
    readonly name: string;
    readonly layers: readonly string[];
    readonly latencyCycles: number;
    readonly adderBits: number;
    readonly registerBits: number;
  }[];
}
