import type { Operation, Program, Weights } from '@nx-codesign/ir';
import type { NaiveBatch, NaiveOptions, Rows } from './naiveBatch';

export interface NaiveContext extends NaiveOptions {
  readonly program: Program;
  readonly weights: Weights;
  readonly batch: NaiveBatch;
  readonly values: Rows[];
  readonly gradients: Rows[];
}

export interface NaiveOperation<O extends Operation> {
  forward(context: NaiveContext, operation: O): Rows;
  /** Adds to the gradients of the operands. */
  backward(context: NaiveContext, operation: O, result: { readonly y: Rows; readonly gradient: Rows }): void;
}

export type OfKind<K extends Operation['kind']> = Extract<Operation, { kind: K }> & { readonly id: number };
