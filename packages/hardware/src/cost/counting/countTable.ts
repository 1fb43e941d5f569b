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
    const column = entries.map((entry) =>
      entry === undefined ? free : String(Math.floor(entry / 2 ** i) & 1),
    );
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
function rootOf(column: readonly string[], lutInputs: number, known: Map<string, string>): void {
  const name = (parts: readonly string[]): string => {
    const kinds = new Set(parts.filter((part) => part !== free));
    if (kinds.size === 0) return free;
    if (kinds.size === 1) return [...kinds][0];
    const key = parts.join(' ');
    const found = known.get(key) ?? `lut${known.size}`;
    known.set(key, found);
    return found;
  };
  let level = grouped(column, 2 ** lutInputs).map(name);
  while (level.length > 1) level = grouped(level, selected).map(name);
}

function grouped<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) =>
    values.slice(i * size, (i + 1) * size),
  );
}
