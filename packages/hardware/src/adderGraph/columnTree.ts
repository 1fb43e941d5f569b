/** How a column of a matrix is computed from another one: `column = (negative ? -1 : 1) * parent + difference`. */
export interface ColumnParent {
  readonly parent: number;
  readonly negative: boolean;
}

export interface ColumnTree {
  /** By column: the column that it is computed from; `undefined` where it is computed by itself. */
  readonly parents: readonly (ColumnParent | undefined)[];
  /** By column: the differences on the longest way from it to a column that needs it. */
  readonly heights: readonly number[];
  /** The columns, each after its parent. */
  readonly order: readonly number[];
}

export interface ColumnTreeOptions {
  /** Most differences in a row. */
  readonly depth: number;
  /** Columns that are left out: each by itself, and nobody's parent. */
  readonly needed: readonly boolean[];
}

/** Most of a column's digits that its difference from another one may have: otherwise sharing sums finds more. */
const nearness = 0.8;

/**
 * Minimum spanning tree over the columns of a matrix and a column of zeros, as da4ml decomposes matrices (Sun et al.
 * 2025, arXiv 2507.04535, first stage), by Prim's algorithm with a limit on depth. The distance of two columns is the
 * number of signed digits of their difference or their sum, and one more for the adder that takes the parent; that from
 * zero is `nearness` of a column's digits. O(columns^2 x rows).
 */
export function columnTree(columns: readonly Int32Array[], { depth, needed }: ColumnTreeOptions): ColumnTree {
  const parents: (ColumnParent | undefined)[] = columns.map(() => undefined);
  const distances = columns.map((column) => nearness * digitsOfDifference(column, undefined, 1));
  const depths = columns.map(() => 0);
  const waiting = new Set(columns.map((_, j) => j).filter((j) => needed[j]));
  const order: number[] = [];
  while (waiting.size > 0) {
    const next = nearest(waiting, distances);
    waiting.delete(next);
    order.push(next);
    const parent = parents[next];
    depths[next] = parent === undefined ? 0 : depths[parent.parent] + 1;
    if (depths[next] < depth) {
      waiting.forEach((j) => {
        for (const negative of [false, true]) {
          const distance = 1 + digitsOfDifference(columns[j], columns[next], negative ? -1 : 1);
          if (distance < distances[j]) {
            distances[j] = distance;
            parents[j] = { parent: next, negative };
          }
        }
      });
    }
  }
  return { parents, order, heights: heightsOf(parents, order) };
}

/** Each column by itself. */
export function separateColumns(columns: readonly Int32Array[]): ColumnTree {
  return {
    parents: columns.map(() => undefined),
    heights: columns.map(() => 0),
    order: columns.map((_, j) => j),
  };
}

function nearest(waiting: ReadonlySet<number>, distances: readonly number[]): number {
  return [...waiting].reduce((best, j) => (distances[j] < distances[best] ? j : best));
}

function heightsOf(parents: ColumnTree['parents'], order: readonly number[]): number[] {
  const heights = parents.map(() => 0);
  [...order].reverse().forEach((j) => {
    const parent = parents[j]?.parent;
    if (parent !== undefined) {
      heights[parent] = Math.max(heights[parent], heights[j] + 1);
    }
  });
  return heights;
}

/** Signed digits of `column - sign * other`. */
function digitsOfDifference(column: Int32Array, other: Int32Array | undefined, sign: 1 | -1): number {
  let digits = 0;
  for (let i = 0; i < column.length; i++) {
    const value = Math.abs(column[i] - sign * (other?.[i] ?? 0));
    digits += ones((3 * value) ^ value);
  }
  return digits;
}

/** Ones in the binary form of an integer below 2^32. */
function ones(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
