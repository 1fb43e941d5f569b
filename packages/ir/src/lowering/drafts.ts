import { CodesignError } from '../error';
import type { Fixed } from '../fixed';
import type { IntegerOperation } from '../integerProgram';
import type { Tensor, Weights } from '../network';
import type { TableFunction, ValueId } from '../program';
import type { IntegerTensor } from './constants';

type Unbounded<O> = O extends unknown ? Omit<O, 'low' | 'high'> : never;

/** A table before the interval of its input is known, which says how many entries it has. */
export interface TableDraft {
  readonly kind: 'table';
  readonly layer: string;
  readonly shape: readonly number[];
  readonly fraction: number;
  readonly x: ValueId;
  readonly function: TableFunction;
  readonly output: Fixed;
}

/** An integer operation before the intervals of its elements are known. */
export type Draft = Unbounded<Exclude<IntegerOperation, { kind: 'table' }>> | TableDraft;

/** What became of a value: a weight without a format yet, a constant, or an integer operation. */
export type Lowered =
  | { readonly kind: 'weight'; readonly name: string; readonly tensor: Tensor }
  | { readonly kind: 'constant'; readonly constant: IntegerTensor }
  | { readonly kind: 'value'; readonly id: ValueId };

/** The state of one lowering: what is done so far. */
export interface Lowering {
  readonly weights: Weights;
  readonly lowered: Lowered[];
  readonly drafts: Draft[];
}

/** Appends a draft and gives the value that it defines. */
export function append({ drafts }: Lowering, draft: Draft): Lowered {
  return { kind: 'value', id: drafts.push(draft) - 1 };
}

/** The draft that a traced value became. Throws `lower.unsupported` where it is a weight. */
export function valueOf(
  { lowered, drafts }: Lowering,
  id: ValueId,
  layer: string,
): { id: ValueId; value: Draft } {
  const source = lowered[id];
  if (source.kind === 'value') return { id: source.id, value: drafts[source.id] };
  throw new CodesignError(
    'lower.unsupported',
    `Layer '${layer}' computes on a weight where hardware needs a value.`,
  );
}

/** The constant that a traced value became. Throws `lower.notQuantised` and, where it is no weight, `lower.unsupported`. */
export function constantOf({ lowered }: Lowering, id: ValueId, layer: string): IntegerTensor {
  const source = lowered[id];
  if (source.kind === 'constant') return source.constant;
  if (source.kind === 'weight') throw notQuantised(layer, `no format for its weight '${source.name}'`);
  throw new CodesignError(
    'lower.unsupported',
    `Layer '${layer}' multiplies two values: one must be a weight.`,
  );
}

/** The error of a layer that lacks a format. */
export function notQuantised(
  layer: string,
  lacks: string,
  next = 'quantise the network first',
): CodesignError {
  return new CodesignError('lower.notQuantised', `Layer '${layer}' has ${lacks}: ${next}.`);
}
