import { elementsOf, type Operation, type OperationKind, type Program, type Weights } from '@nx-codesign/ir';
import { naiveLoss } from './naiveLoss';
import type { NaiveBatch, NaiveOptions, Rows } from './naiveBatch';
import type { NaiveContext, NaiveOperation } from './naiveContext';
import { naiveOperations } from './naiveOperations';

export interface NaiveResult {
  readonly loss: number;
  readonly outputs: Rows;
  /** Gradient of the loss by tensor, row-major; zero for running statistics. */
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

/**
 * Forward and backward pass in float64, written for the tests one element at a time, straight from the definitions
 * and with nothing from the engines: their oracle.
 */
export function naivePass(
  program: Program,
  weights: Weights,
  { batch, ...options }: NaiveOptions & { readonly batch: NaiveBatch },
): NaiveResult {
  const values: Rows[] = [];
  const context: NaiveContext = { values, gradients: [], program, weights, batch, ...options };
  program.operations.forEach(
    (operation, id) => (values[id] = reading(operation.kind).forward(context, { ...operation, id })),
  );
  context.gradients.push(...values.map((rows) => rows.map((row) => row.map(() => 0))));
  const { loss, gradient } = naiveLoss(values[program.output], batch, options);
  context.gradients[program.output] = gradient;
  for (let id = program.operations.length - 1; id >= 0; id--) {
    const operation = program.operations[id];
    const result = { y: values[id], gradient: context.gradients[id] };
    reading(operation.kind).backward(context, { ...operation, id }, result);
  }
  return { loss, outputs: values[program.output], gradients: tensorGradients(context) };
}

/** Loss alone, for differences. */
export function naiveLossOf(
  program: Program,
  weights: Weights,
  options: NaiveOptions & { readonly batch: NaiveBatch },
): number {
  return naivePass(program, weights, options).loss;
}

function tensorGradients({ program, gradients }: NaiveContext): Record<string, number[]> {
  const sums: Record<string, number[]> = {};
  program.operations.forEach((operation, id) => {
    if (operation.kind !== 'constant') return;
    const sum = (sums[operation.tensor] ??= new Array<number>(elementsOf(operation.shape)).fill(0));
    gradients[id][0].forEach((value, i) => (sum[i] += value));
  });
  return sums;
}

function reading(kind: OperationKind): NaiveOperation<Operation & { readonly id: number }> {
  return naiveOperations[kind] as unknown as NaiveOperation<Operation & { readonly id: number }>;
}
