import type { Static, TObject } from '@sinclair/typebox';
import type { Fixed, Network } from '@nx-codesign/ir';
import type { Genotype, Space } from '@nx-codesign/search';
import type { Task } from '../config/task';
import type { StyledLayer } from './styles';

/** What the data fix about a network. */
export interface NetworkFrame {
  readonly task: Task;
  readonly inputShape: readonly number[];
  readonly inputFormat: Fixed;
  /** Classes of a classification, targets of a regression. */
  readonly outputs: number;
}

/** A kind of search space: its keys in codesign.json, its genes, and the network that a choice of them stands for. */
export interface Family<C extends TObject = TObject> {
  readonly name: string;
  /** Strict schema of `search.space`; its key `family` is the family's name. */
  readonly config: C;
  /** Keys whose value is `[fewest, most]`. */
  readonly bounds: readonly string[];
  /** The genes; they do not depend on the data. */
  space(config: Static<C>): Space;
  /** Every hidden layer with weights that a network may have, in the order in which they follow each other. */
  hiddenLayers(config: Static<C>): readonly StyledLayer[];
  /** The key of `search.space` that a gene comes from. */
  keyOf(gene: string): string;
  /** Whether a gene is one of size, number or presence of layers, which small moves of a network change. */
  mayMove(gene: string): boolean;
  /** The shapes of inputs that the family takes, as words, where it cannot take this one. */
  misfit(inputShape: readonly number[]): string | undefined;
  /** Positions of an input (particles, pixels) that the first layers treat alike; 1 if they see it as a whole. */
  sharedPositions(inputShape: readonly number[]): number;
  /** Any genotype of the space gives a valid network; genes of others are passed over. */
  build(config: Static<C>, genotype: Genotype, frame: NetworkFrame): Network;
}
