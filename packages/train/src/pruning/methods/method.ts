import type { Weights } from '@nx-codesign/ir';
import type { Arrays, Engine } from '../../training/types';
import type { Candidate } from '../candidate';

/** Where each step of unstructured pruning trains from: what the method began with, or what the last step ended with. */
export type Rewind = 'start' | 'none';

/** How a method prunes, how fast and how far; `share` is of what is left, above 0 and below 1. */
export type MethodSettings =
  | {
      /** Removes units, channels and features; the network gets smaller. */
      readonly kind: 'structured';
      /** Of the units. */
      readonly share: number;
      readonly steps: number;
      /** Units that every hidden layer keeps. Default 1. */
      readonly minimumUnits?: number;
    }
  | {
      /** Sets the smallest kernel weights to 0. */
      readonly kind: 'unstructured';
      /** Of the kernel weights that are not 0 yet. */
      readonly share: number;
      readonly steps: number;
      readonly rewind: Rewind;
    }
  | {
      /** Takes signed digits away from kernel weights, in the end the weights. */
      readonly kind: 'hardware';
      /** Of the signed digits. */
      readonly share: number;
      readonly steps: number;
    };

export type MethodKind = MethodSettings['kind'];

/** What a method measures on. */
export interface MethodContext {
  /** Training examples. */
  readonly sample: Arrays;
  readonly engine: Engine;
}

/** Proposes the next smaller candidate of a path, before fine-tuning; undefined when nothing more may go. */
export type NextCandidate = (current: Candidate) => Candidate | undefined;

/** A method at the start of its path. */
export interface MethodStart<Settings> extends MethodContext {
  readonly settings: Settings;
  /** Weights that the path of this method begins with. */
  readonly weights: Weights;
}
