import { nodeFormat } from '../../adderGraph/nodeFormat';
import { fill, type Counted } from './counted';
import type { Tally } from './tally';

/** What a table holds where no operand reaches. */
const free = 'x';
/** Functions that a LUT multiplexes by two bits of the address. */
const selected = 4;

/**
 * LUTs of a table: different functions of the lower bits of the address that are not constant, and trees of multiplexers
 * over them; equal ones of all result bits count once.
 */
export function countTable(tally: Tally, { node, bits, range }: Counted<'table'>): void {
  const { width } = nodeFormat(tally.graph.nodes[node.x.node]);
  const entries = entriesOf(node, width);
  const known = new Map<string, string>();
  for (let i = range.from; i < range.to; i++) {
    const place = 2 ** i;
    let column = '';
    for (const entry of entries) column += entry === undefined ? free : Math.floor(entry / place) & 1;
    rootOf(column, tally.lutInputs, known);
  }
  tally.add(width <= tally.lutInputs ? 'tableLuts' : 'wideTableLuts', known.size);
  fill(bits, range, () => tally.sources.fresh());
}

/** By address, in the two's complement of `width` bits. */
function entriesOf(
  { x, inputLow, entries }: Counted<'table'>['node'],
  width: number,
): (number | undefined)[] {
  const size = 2 ** width;
  const byAddress = new Array<number | undefined>(size).fill(undefined);
  entries.forEach((entry, i) => {
    const value = (inputLow + i) / 2 ** x.shift;
    if (Number.isInteger(value)) byAddress[((value % size) + size) % size] = entry;
  });
  return byAddress;
}

/** Adds the functions of one result bit to those that are known. */
function rootOf(column: string, lutInputs: number, known: Map<string, string>): void {
  const named = (key: string): string => {
    const found = known.get(key) ?? `lut${known.size}`;
    known.set(key, found);
    return found;
  };
  const size = 2 ** lutInputs;
  let level: string[] = [];
  for (let at = 0; at < column.length; at += size) {
    const part = column.slice(at, at + size);
    const [zero, one] = [part.includes('0'), part.includes('1')];
    level.push(zero && one ? named(part) : one ? '1' : zero ? '0' : free);
  }
  while (level.length > 1) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += selected) {
      const parts = level.slice(at, at + selected);
      const kinds = new Set(parts.filter((part) => part !== free));
      next.push(kinds.size === 0 ? free : kinds.size === 1 ? [...kinds][0] : named(parts.join(' ')));
    }
    level = next;
  }
}
