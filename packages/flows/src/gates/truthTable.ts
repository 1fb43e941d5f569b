/**
 * A Boolean function of up to six variables as its 64 values; bit `i` is the value where variable `v` is bit `v`
 * of `i`. Both halves are unsigned 32-bit. A function of fewer variables repeats, so that a variable outside the
 * support makes no difference.
 */
export interface TruthTable {
  readonly low: number;
  readonly high: number;
}

/** Values of variables 0 to 4 within one half. */
const variableBits = [0xaaaaaaaa, 0xcccccccc, 0xf0f0f0f0, 0xff00ff00, 0xffff0000];
const halfVariable = 5;
const allOnes = 0xffffffff;

export const maximumVariables = 6;

export const falseTable: TruthTable = { low: 0, high: 0 };
export const trueTable: TruthTable = { low: allOnes, high: allOnes };

/** The table of the function that gives variable `v`, 0 to 5. */
export function variableTable(v: number): TruthTable {
  return v === halfVariable ? { low: 0, high: allOnes } : { low: variableBits[v], high: variableBits[v] };
}

/** Reads the binary digits of a LUT's INIT (most significant first) as a function of `variables` variables. */
export function tableOfDigits(digits: string, variables: number): TruthTable {
  const size = 2 ** variables;
  const padded = digits.padStart(size, '0').slice(-size).replace(/[xz]/g, '0');
  let repeated = padded;
  while (repeated.length < 64) repeated += repeated;
  return { low: Number.parseInt(repeated.slice(32), 2), high: Number.parseInt(repeated.slice(0, 32), 2) };
}

/** The function with variable `v` set to `value`. */
export function cofactor({ low, high }: TruthTable, v: number, value: 0 | 1): TruthTable {
  if (v === halfVariable) {
    const half = value === 1 ? high : low;
    return { low: half, high: half };
  }
  return { low: cofactorHalf(low, v, value), high: cofactorHalf(high, v, value) };
}

function cofactorHalf(half: number, v: number, value: 0 | 1): number {
  const shift = 1 << v;
  const kept = value === 1 ? half & variableBits[v] : half & ~variableBits[v];
  return (value === 1 ? kept | (kept >>> shift) : kept | (kept << shift)) >>> 0;
}

/** Whether variable `v` makes a difference anywhere. */
export function dependsOn({ low, high }: TruthTable, v: number): boolean {
  if (v === halfVariable) return low !== high;
  const shift = 1 << v;
  const mask = ~variableBits[v];
  return (((low ^ (low >>> shift)) | (high ^ (high >>> shift))) & mask) !== 0;
}

export function complement({ low, high }: TruthTable): TruthTable {
  return { low: ~low >>> 0, high: ~high >>> 0 };
}

export function exclusiveOr(a: TruthTable, b: TruthTable): TruthTable {
  return { low: (a.low ^ b.low) >>> 0, high: (a.high ^ b.high) >>> 0 };
}

export function sameTable(a: TruthTable, b: TruthTable): boolean {
  return a.low === b.low && a.high === b.high;
}

/** The value for an assignment of the variables, variable 0 first. */
export function valueAt({ low, high }: TruthTable, assignment: readonly (0 | 1)[]): 0 | 1 {
  const index = assignment.reduce<number>((sum, bit, v) => sum | (bit << v), 0);
  return (index < 32 ? (low >>> index) & 1 : (high >>> (index - 32)) & 1) as 0 | 1;
}

/**
 * Substitutes variables: variable `v` of the result's inputs replaces the old variables that `places` maps to
 * `v`; a place of `'zero'` or `'one'` is a constant.
 */
export function substitute(table: TruthTable, places: readonly (number | 'zero' | 'one')[]): TruthTable {
  let result = table;
  places.forEach((place, old) => {
    if (place === 'zero' || place === 'one') result = cofactor(result, old, place === 'one' ? 1 : 0);
  });
  return moveVariables(result, places);
}

function moveVariables(table: TruthTable, places: readonly (number | 'zero' | 'one')[]): TruthTable {
  if (places.every((place, old) => place === old || typeof place !== 'number')) return table;
  const moved = places.flatMap((place, old) => (typeof place === 'number' ? [{ place, old }] : []));
  let low = 0;
  let high = 0;
  for (let index = 0; index < 64; index += 1) {
    let source = 0;
    for (const { place, old } of moved) source |= ((index >> place) & 1) << old;
    const value = source < 32 ? (table.low >>> source) & 1 : (table.high >>> (source - 32)) & 1;
    if (index < 32) low |= value << index;
    else high |= value << (index - 32);
  }
  return { low: low >>> 0, high: high >>> 0 };
}
