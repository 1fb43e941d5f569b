import { type ChannelFormats, formatsOf } from '../channelFormats';
import { widthOf } from '../fixed';
import { formatOf } from '../formatOf';
import { lowerTraced } from '../lowering/lower';
import type { Weights } from '../network';
import { operandsOf } from '../operands';
import type { Program, ValueId } from '../program';
import type { MultiplyWidths } from './bops';
import { ebopsOf, productEbopsOf, scaleEbopsOf } from './ebops';

/** What the quantised reading knows of an operation that multiplies. */
export interface QuantisedCosts {
  /** Of a `matvec` only. */
  readonly widths?: MultiplyWidths;
  /** Of a `multiply` only: the widths of each factor, 1 or one for each channel. */
  readonly factorBits?: readonly [readonly number[], readonly number[]];
  readonly ebops: number;
}

/** Whether every weight, table and mean of a program has the format it needs. */
export function isQuantised({ operations }: Program): boolean {
  const readers = operations.flatMap((operation) =>
    operandsOf(operation).map((operand) => [operations[operand], operation] as const),
  );
  const weights = readers.filter(([operand]) => operand.kind === 'constant');
  return (
    weights.every(([, reader]) => reader.kind === 'quantize') &&
    operations.every((operation) => {
      if (operation.kind === 'table') return operation.output !== undefined;
      return operation.kind !== 'scale' || operation.format !== undefined || isPowerOfTwo(operation.factor);
    })
  );
}

/** Widths and effective bit operations of every operation of a quantised program that multiplies, by its id. */
export function quantisedCosts(program: Program, weights: Weights): ReadonlyMap<ValueId, QuantisedCosts> {
  const { program: lowered, lowered: values } = lowerTraced('costs', program, weights);
  const costs = new Map<ValueId, QuantisedCosts>();
  program.operations.forEach((traced, id) => {
    const value = values[id];
    if (value.kind !== 'value') return;
    const operation = lowered.operations[value.id];
    if (traced.kind === 'scale' && operation.kind === 'scale') {
      costs.set(id, { ebops: scaleEbopsOf(lowered.operations[operation.x], operation.multiplier) });
    }
    const bitsOf = (declared: ValueId, lowest: ValueId) =>
      formatsOf(declaredFormats(program, declared) ?? formatOf(lowered.operations[lowest])).map(widthOf);
    if (traced.kind === 'multiply' && operation.kind === 'multiply') {
      const ebops = productEbopsOf(lowered.operations[operation.a], lowered.operations[operation.b]);
      costs.set(id, { factorBits: [bitsOf(traced.a, operation.a), bitsOf(traced.b, operation.b)], ebops });
    }
    if (traced.kind !== 'matvec' || operation.kind !== 'matvec') return;
    const x = lowered.operations[operation.x];
    const weightFormats = declaredFormats(program, traced.kernel) ?? [];
    const weightBits = formatsOf(weightFormats).map(widthOf);
    const activationBits = bitsOf(traced.x, operation.x);
    costs.set(id, { widths: { weightBits, activationBits }, ebops: ebopsOf(x, operation.kernel) });
  });
  return costs;
}

/**
 * The formats that the network states for a value, also through operations that only move elements; undefined for exact
 * sums, and where formats per channel no longer belong to the last axis.
 */
function declaredFormats({ operations }: Program, id: ValueId): ChannelFormats | undefined {
  const operation = operations[id];
  switch (operation.kind) {
    case 'input':
    case 'quantize':
      return operation.format;
    case 'table':
      return operation.output;
    case 'reshape':
    case 'window':
    case 'max':
    case 'dropout': {
      const formats = declaredFormats({ operations, output: id }, operation.x);
      const fits = formats !== undefined && operation.shape.at(-1)! % formatsOf(formats).length === 0;
      return fits ? formats : undefined;
    }
    default:
      return undefined;
  }
}

function isPowerOfTwo(factor: number): boolean {
  const exponent = Math.round(Math.log2(factor));
  return 2 ** exponent === factor;
}
