import { type Fixed, widthOf } from '../fixed';
import { formatOf } from '../formatOf';
import { lowerTraced } from '../lowering/lower';
import type { Weights } from '../network';
import { operandsOf } from '../operands';
import type { Program, ValueId } from '../program';
import { ebopsOf } from './ebops';

export interface QuantisedWidths {
  readonly weightBits: number;
  readonly activationBits: number;
  readonly ebops: number;
}

/** Whether every weight, table and sum of a program has a format and no batch normalisation is left. */
export function isQuantised({ operations }: Program): boolean {
  const readers = operations.flatMap((operation) =>
    operandsOf(operation).map((operand) => [operations[operand], operation] as const),
  );
  const weights = readers.filter(([operand]) => operand.kind === 'constant');
  const tables = operations.filter((operation) => operation.kind === 'table');
  return (
    weights.every(([, reader]) => reader.kind === 'quantize') &&
    tables.every(({ output }) => output !== undefined)
  );
}

/** Widths and effective bit operations of every `matvec` of a quantised program, by its id. */
export function quantisedWidths(program: Program, weights: Weights): ReadonlyMap<ValueId, QuantisedWidths> {
  const { program: lowered, lowered: values } = lowerTraced('costs', program, weights);
  const widths = new Map<ValueId, QuantisedWidths>();
  program.operations.forEach((operation, id) => {
    const value = values[id];
    if (operation.kind !== 'matvec' || value.kind !== 'value') return;
    const product = lowered.operations[value.id];
    const kernelFormat = declaredFormat(program, operation.kernel);
    if (product.kind !== 'matvec' || kernelFormat === undefined) return;
    const x = lowered.operations[product.x];
    widths.set(id, {
      weightBits: widthOf(kernelFormat),
      activationBits: widthOf(declaredFormat(program, operation.x) ?? formatOf(x)),
      ebops: ebopsOf(x, product.kernel),
    });
  });
  return widths;
}

/** The format that the network states for a value, also through a reshape; undefined for exact sums. */
function declaredFormat({ operations }: Program, id: ValueId): Fixed | undefined {
  const operation = operations[id];
  switch (operation.kind) {
    case 'input':
    case 'quantize':
      return operation.format;
    case 'table':
      return operation.output;
    case 'reshape':
      return declaredFormat({ operations, output: id }, operation.x);
    default:
      return undefined;
  }
}
