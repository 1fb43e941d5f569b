import type { Operation, OperationKind, ValueId } from '@nx-codesign/ir';
import type { PlanDraft } from '../draft';
import type { Address } from '../kernels';
import type { Place } from '../places';

/** An operation and the id of its value. */
export type Numbered<K extends OperationKind> = Extract<Operation, { kind: K }> & { readonly id: ValueId };

/** How a kind of operation becomes kernel calls. */
export interface OperationReading<K extends OperationKind> {
  /** Plans the forward calls and says where the value lies. */
  forward(draft: PlanDraft, operation: Numbered<K>): Place;
  /** Plans the backward calls; the gradient of the value, in the layout of its place, may be overwritten. */
  backward(draft: PlanDraft, operation: Numbered<K>, gradient: Address): void;
}
