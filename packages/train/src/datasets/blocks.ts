import type { Picked } from './picks';
import type { RawExamples } from './rawData';

/** Rows that a block brought for one pick. */
export interface PickedRows<T extends Picked> {
  readonly pick: T;
  /** `[rows, ...shape]`. */
  readonly values: Uint8Array | Float32Array;
  /** Where each row stands in the pick's order. */
  readonly positions: Int32Array;
}

/** Values that are read at once: 16 MiB of float32. */
const blockValues = 2 ** 22;

/**
 * Reads the examples of all picks once, block by block in the order of the source, so that a file is never in memory
 * whole and never read twice. Blocks without a picked example are not read.
 */
export function* pickedRows<T extends Picked>(picks: readonly T[]): Generator<PickedRows<T>> {
  for (const from of new Set(picks.map((pick) => pick.from))) {
    yield* rowsOf(from, picks.filter((pick) => pick.from === from).map(queueOf));
  }
}

interface Queue<T> {
  readonly pick: T;
  /** Positions in the pick, sorted by the example they name. */
  readonly positions: Int32Array;
  next: number;
}

function queueOf<T extends Picked>(pick: T): Queue<T> {
  const positions = Int32Array.from(pick.indices, (_, position) => position);
  positions.sort((a, b) => pick.indices[a] - pick.indices[b]);
  return { pick, positions, next: 0 };
}

function* rowsOf<T extends Picked>(from: RawExamples, queues: Queue<T>[]): Generator<PickedRows<T>> {
  const size = from.shape.reduce((product, axis) => product * axis, 1);
  const length = Math.max(1, Math.floor(blockValues / size));
  for (let start = 0; start < from.count; start += length) {
    const end = Math.min(from.count, start + length);
    const parts = queues.map((queue) => ({ pick: queue.pick, positions: takeBelow(queue, end) }));
    const wanted = parts.filter(({ positions }) => positions.length > 0);
    if (wanted.length === 0) continue;
    const block = from.rows(start, end - start);
    for (const { pick, positions } of wanted) {
      const rows = Int32Array.from(positions, (position) => pick.indices[position] - start);
      yield { pick, positions, values: gathered(block, { size, rows }) };
    }
  }
}

function takeBelow<T extends Picked>(queue: Queue<T>, end: number): Int32Array {
  const first = queue.next;
  const { positions, pick } = queue;
  while (queue.next < positions.length && pick.indices[positions[queue.next]] < end) queue.next++;
  return positions.subarray(first, queue.next);
}

/** The given rows of a block, in their order. */
function gathered<V extends Uint8Array | Float32Array>(
  block: V,
  { size, rows }: { size: number; rows: Int32Array },
): V {
  const values = new (block.constructor as new (length: number) => V)(rows.length * size);
  rows.forEach((row, at) => values.set(block.subarray(row * size, (row + 1) * size), at * size));
  return values;
}
