import type { Program, ValueId } from '@nx-codesign/ir';
import { readingOf } from './operations';
import type { TfjsContext } from './operations/reading';
import type { Tensor } from './tensorflow';

/** The examples `[rows, ...shape]` and the weights by tensor. */
export interface Given {
  readonly x: Tensor;
  readonly weights: Readonly<Record<string, Tensor>>;
}

/** The network's output for the examples, `[rows, ...shape]`. */
export function outputOf(context: TfjsContext, program: Program, { x, weights }: Given): Tensor {
  const values: Tensor[] = [];
  const valueOf = (id: ValueId) => values[id];
  for (const operation of program.operations) {
    if (operation.kind === 'input') values.push(x);
    else if (operation.kind === 'constant') values.push(weights[operation.tensor]);
    else values.push(readingOf(operation)(context, operation, valueOf));
  }
  return values[program.output];
}
