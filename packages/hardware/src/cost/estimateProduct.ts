import type { IntegerOperation, ValueId } from '@nx-codesign/ir';
import { intervalWidth } from '../adderGraph/intervalWidth';
import type { ElementBounds } from '../design/groupBounds';
import { signedWidth } from '../multipliers/signedWidth';
import { adderDelayNs } from '../pipelining/nodeDelay';
import { noLogic, type EstimateContext, type GroupEstimate, type LogicStep } from './groupEstimate';

/** Widths of a product of two elements that vary, signs included. */
interface ProductWidths {
  /** Of the factor that every row adds a multiple of. */
  readonly added: number;
  /** Of the factor in digits of radix 4, one for each row. */
  readonly digits: number;
  readonly product: number;
}

/** A multiplier in LUTs for each element, as `multiplyInLogic` builds it: an adder for every two bits of one factor. */
export function estimateProduct(
  id: ValueId,
  { a, b }: Extract<IntegerOperation, { kind: 'multiply' }>,
  { facts, model }: EstimateContext,
): GroupEstimate {
  const { needed, ...bounds } = facts.get(id)!;
  const products = needed.flatMap((flag, i) =>
    flag && bounds.low[i] < bounds.high[i] ? [productWidths([facts.get(a)!, facts.get(b)!, bounds], i)] : [],
  );
  const rows = products.reduce((most, each) => Math.max(most, rowsOf(each)), 0);
  const adders = Array.from({ length: rows }, (_, row) => products.map((each) => adderBits(each, row)));
  const steps = adders.map((bits, row): LogicStep => ({
    delayNs: adderDelayNs(Math.max(...bits), 2, model),
    liveBits: sum(products.map((each) => liveBits(each, { row, isSquare: a === b }))),
  }));
  return { ...noLogic, adderBits: sum(adders.map(sum)), steps };
}

function productWidths([a, b, product]: readonly ElementBounds[], i: number): ProductWidths {
  const [x, y] = [a, b].map(({ low, high }) => signedWidth({ low: low[i], high: high[i] }));
  const { width } = intervalWidth(product.low[i], product.high[i]);
  const [one, other] = [
    { added: x, digits: y, product: width },
    { added: y, digits: x, product: width },
  ];
  return rowsOf(one) * (x + 1) <= rowsOf(other) * (y + 1) ? one : other;
}

function rowsOf({ digits }: ProductWidths): number {
  return Math.ceil(digits / 2);
}

/** A multiple of at most twice the factor, added to what the rows before have above this row's place. */
function adderBits(widths: ProductWidths, row: number): number {
  if (row >= rowsOf(widths)) return 0;
  return row === rowsOf(widths) - 1 ? Math.max(0, widths.product - 2 * row) : widths.added + 2;
}

/** The factors, that in digits only as far as later rows read it, and the sum so far. */
function liveBits(
  widths: ProductWidths,
  { row, isSquare }: { readonly row: number; readonly isSquare: boolean },
): number {
  if (row >= rowsOf(widths) - 1) return widths.product;
  const digits = isSquare ? 0 : widths.digits - 2 * row - 1;
  return widths.added + digits + widths.added + 2 * row + 2;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
