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
  /** Windows that a product (a convolution), or a maximum or sum (pooling) reads where they lie, and their readers. */
  readonly readInPlace: ReadonlyMap<ValueId, 'product' | 'taps'>;
  /** Operations that another has taken in: `add` and `relu` after a product, `window` and `reshape` ahead. */
  readonly absorbed: ReadonlySet<ValueId>;
}

/**
 * Finds each `matvec` that only an `add` of a weight vector reads, each such sum that only a `relu` reads, and each
 * `window` that only a product, or a maximum or sum over its elements, reads.
 */
export function findFusions(program: Program): Fusions {
  const soleReader = soleReadersOf(program);
  const byProduct = new Map<ValueId, Fusion>();
  const readInPlace = new Map<ValueId, 'product' | 'taps'>();
  const absorbed = new Set<ValueId>();
  program.operations.forEach((operation, id) => {
    if (operation.kind === 'matvec') {
      const fusion = fuse(program, soleReader, id);
      byProduct.set(id, fusion);
      for (let value = id; value !== fusion.result; absorbed.add(value)) value = soleReader[value]!;
    }
    if (operation.kind !== 'window') return;
    const reader = readerInPlace(program, soleReader, id);
    if (reader === undefined) return;
    readInPlace.set(id, reader);
    absorbed.add(id);
    if (reader === 'taps') absorbed.add(soleReader[id]!);
  });
  return { byProduct, readInPlace, absorbed };
}

/** Whether a value is the same for every row of the batch. */
export function isConstant({ operations }: Program, id: ValueId): boolean {
  const operation = operations[id];
  if (operation.kind === 'input') return false;
  return operandsOf(operation).every((operand) => isConstant({ operations, output: id }, operand));
}

/** The window that an operation reads in place: as its operand, or through the reshape that splits its elements. */
export function windowInPlace({ operations }: Program, fusions: Fusions, x: ValueId): ValueId | undefined {
  if (fusions.readInPlace.has(x)) return x;
  const operation = operations[x];
  return operation.kind === 'reshape' && fusions.readInPlace.get(operation.x) === 'taps'
    ? operation.x
    : undefined;
}

type SoleReaders = readonly (ValueId | undefined)[];

function fuse(program: Program, soleReader: SoleReaders, product: ValueId): Fusion {
  const bias = biasOf(program, soleReader[product], product);
  const sum = bias === undefined ? product : soleReader[product]!;
  const next = operationAt(program, soleReader[sum]);
  return next?.kind === 'relu'
    ? { bias, relu: true, result: soleReader[sum]! }
    : { bias, relu: false, result: sum };
}

/** A weight vector that the product's only reader adds. */
function biasOf(program: Program, reader: ValueId | undefined, product: ValueId): ValueId | undefined {
  const operation = operationAt(program, reader);
  if (operation?.kind !== 'add') return undefined;
  const other = operation.a === product ? operation.b : operation.a;
  return isConstant(program, other) && program.operations[other].shape.length === 1 ? other : undefined;
}

function readerInPlace(
  program: Program,
  soleReader: SoleReaders,
  window: ValueId,
): 'product' | 'taps' | undefined {
  const reader = operationAt(program, soleReader[window]);
  if (reader?.kind === 'matvec' && reader.x === window) return 'product';
  if (reader?.kind !== 'reshape') return undefined;
  const next = operationAt(program, soleReader[soleReader[window]!]);
  const splits = reader.shape.length === program.operations[window].shape.length + 1;
  return splits && (next?.kind === 'max' || next?.kind === 'sum') && keepsChannels(program, window, reader)
    ? 'taps'
    : undefined;
}

/** Whether a reshape of a window's elements ends in the channels of what the window reads. */
function keepsChannels({ operations }: Program, window: ValueId, { shape }: Operation): boolean {
  const operation = operations[window];
  return operation.kind === 'window' && operations[operation.x].shape.at(-1) === shape.at(-1);
}

function operationAt(program: Program, id: ValueId | undefined): Operation | undefined {
  return id === undefined ? undefined : program.operations[id];
}

/** The one operation that reads a value; undefined where there are several, or where the value leaves. */
function soleReadersOf(program: Program): SoleReaders {
  const counts = readersOf(program);
  const readers: (ValueId | undefined)[] = counts.map(() => undefined);
  program.operations.forEach((operation, id) => {
    for (const operand of operandsOf(operation)) if (counts[operand] === 1) readers[operand] = id;
  });
  return readers;
}
