import type { IntegerOperationKind } from './integerProgram';
import type { ValueId } from './program';

/** The part of an integer operation that says what it reads. */
export type IntegerOperands =
  | { readonly kind: 'input' }
  | { readonly kind: 'addValues' | 'multiply'; readonly a: ValueId; readonly b: ValueId }
  | { readonly kind: Exclude<IntegerOperationKind, 'input' | 'addValues' | 'multiply'>; readonly x: ValueId };

/** The values that an integer operation reads. */
export function integerOperandsOf(operation: IntegerOperands): readonly ValueId[] {
  switch (operation.kind) {
    case 'input':
      return [];
    case 'addValues':
    case 'multiply':
      return [operation.a, operation.b];
    default:
      return [operation.x];
  }
}
