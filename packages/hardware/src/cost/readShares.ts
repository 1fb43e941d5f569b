import { operandsOf, positionsOf, type Operation } from '@nx-codesign/ir';
import type { AliveShare } from './aliveShares';
import { power, shareOfSome } from './roundedPower';

/** How much of a value something reads. */
export interface ReadShare {
  /** Share of the positions. */
  readonly positions: number;
  /** Share of the elements at those positions. */
  readonly elements: number;
}

/**
 * By value: how much of it something reads, given the share of weights that are not zero. An input of a
 * layer is read unless all its weights are zero.
 */
export function readShares(
  operations: readonly Operation[],
  {
    output,
    density,
    alive,
  }: { readonly output: number; readonly density: number; readonly alive: readonly AliveShare[] },
): ReadShare[] {
  const read = operations.map((_, id) => ({
    positions: Number(id === output),
    elements: Number(id === output),
  }));
  const mark = (id: number, { positions, elements }: ReadShare): void => {
    read[id] = {
      positions: Math.max(read[id].positions, positions),
      elements: Math.max(read[id].elements, elements),
    };
  };
  for (let id = operations.length - 1; id >= 0; id--) {
    const operation = operations[id];
    if (operation.kind === 'matvec') {
      const inputs = alive[operation.x].share * operations[operation.x].shape.at(-1)!;
      const outputs = read[id].elements * alive[id].share * operation.shape.at(-1)!;
      const elements = 1 - power(1 - density, outputs);
      mark(operation.x, { ...read[id], elements: shareOfSome(elements, inputs) });
    } else if (operation.kind === 'window') {
      const { covered, windows } = coverage(operations[operation.x].shape, operation);
      const elements = 1 - power(1 - read[id].elements, windows);
      const positions = covered * (1 - power(1 - read[id].positions, windows));
      mark(operation.x, { positions, elements });
    } else if (operation.kind === 'reshape' && positionsOf(operation.shape) === 1) {
      // A layer that reads all positions reads some channels of some of them.
      const { elements } = read[id];
      const channels = alive[operation.x].share * operations[operation.x].shape.at(-1)!;
      const positions = shareOfSome(
        1 - power(1 - elements, channels),
        positionsOf(operations[operation.x].shape),
      );
      mark(operation.x, { positions, elements: positions > 0 ? Math.min(1, elements / positions) : 0 });
    } else if (operation.kind === 'relu') {
      // What is never above zero is not read of the sums.
      const left = alive[id].share / Math.max(alive[operation.x].share, 1e-9);
      mark(operation.x, { ...read[id], elements: left * read[id].elements });
    } else {
      operandsOf(operation).forEach((operand) => mark(operand, read[id]));
    }
  }
  return read;
}

/** Share of the elements that lie in a window, and in how many each of them does on average. */
function coverage(
  shape: readonly number[],
  { sizes, strides, shape: result }: Extract<Operation, { kind: 'window' }>,
): { covered: number; windows: number } {
  let [covered, places, windows] = [1, 1, 1];
  sizes.forEach((size, axis) => {
    const positions = result[axis];
    covered *= Math.min(1, ((positions - 1) * Math.min(strides[axis], size) + size) / shape[axis]);
    places *= shape[axis];
    windows *= positions * size;
  });
  return { covered, windows: windows / (places * covered) };
}
