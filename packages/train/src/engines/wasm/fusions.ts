import { operandsOf, readersOf, type Operation, type Program, type ValueId } from '@nx-codesign/ir';

/** A product with the bias and the relu that follow it, computed in one kernel call. */
export interface Fusion {
  readonly bias?: ValueId;
  readonly relu: boolean;
  /** The value that leaves the call; the values between the product and this one are never formed. */
  readonly result: ValueId;
}

export interface Fusions {
  /** By the id of the `matvec`. */
  readonly byProduct: ReadonlyMap<ValueId, Fusion>;
  /** The `add` and `relu` operations that a product has taken in. */
  readonly absorbed: ReadonlySet<ValueId>;
}

/** Finds each `matvec` that only an `add` of a weight vector reads, and each such sum that only a `relu` reads. */
export function findFusions(program: Program): Fusions {
  const soleReader = soleReadersOf(program);
  const byProduct = new Map<ValueId, Fusion>();
  const absorbed = new Set<ValueId>();
  program.operations.forEach((operation, id) => {
    if (operation.kind !== 'matvec') return;
    const fusion = fuse(program, soleReader, id);
    byProduct.set(id, fusion);
    for (let value = id; value !== fusion.result; absorbed.add(value)) value = soleReader[value]!;
  });
  return { byProduct, absorbed };
}

/** Whether a value is the same for every row of the batch. */
export function isConstant({ operations }: Program, id: ValueId): boolean {
  const operation = operations[id];
  if (operation.kind === 'input') return false;
  return operandsOf(operation).every((operand) => isConstant({ operations, output: id }, operand));
}

function fuse(program: Program, soleReader: readonly (ValueId | undefined)[], product: ValueId): Fusion {
  const bias = biasOf(program, soleReader[product], product);
  const sum = bias === undefined ? product : soleReader[product]!;
  const next = operationAt(program, soleReader[sum]);
  return next?.kind === 'relu'
    ? { bias, relu: true, result: soleReader[sum]! }
    : { bias, relu: false, result: sum };
}

function biasOf(program: Program, reader: ValueId | undefined, product: ValueId): ValueId | undefined {
  const operation = operationAt(program, reader);
  if (operation?.kind !== 'add') return undefined;
  const other = operation.a === product ? operation.b : operation.a;
  return isConstant(program, other) ? other : undefined;
}

function operationAt(program: Program, id: ValueId | undefined): Operation | undefined {
  return id === undefined ? undefined : program.operations[id];
}

/** The one operation that reads a value; undefined where there are several, or where the value leaves. */
function soleReadersOf(program: Program): (ValueId | undefined)[] {
  const counts = readersOf(program);
  const readers: (ValueId | undefined)[] = counts.map(() => undefined);
  program.operations.forEach((operation, id) => {
    for (const operand of operandsOf(operation)) if (counts[operand] === 1) readers[operand] = id;
  });
  return readers;
}
