import type { Fixed, Network } from '@nx-codesign/ir';
import type { Genotype, Space } from '@nx-codesign/search';

/** What the data fix about a network. */
export interface NetworkFrame {
  readonly inputShape: readonly number[];
  readonly inputFormat: Fixed;
  readonly classes: number;
}

/** A kind of search space: its parameters, and the network that a choice of them stands for. */
export interface Family {
  readonly space: Space;
  build(genotype: Genotype): Network;
}
