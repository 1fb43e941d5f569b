import { concatenate, range } from './literal';
import type { NodeContext } from './nodeContext';

/**
 * Declares a node that an instance gives from bit `start` on, and what to connect to the instance's output: the bits that
 * nothing reads get a wire of their own.
 */
export function declareResult(
  { wires, id, from, to }: Omit<NodeContext, 'nodes'>,
  start: number,
): { readonly lines: string[]; readonly target: string } {
  const name = wires.name(id);
  const lines = [`  wire ${range(from, to)}${name};`];
  const result = wires.selection(id, Math.max(from, start), to);
  if (from <= start) {
    return { lines, target: result };
  }
  const unused = wires.identifiers.take(`${name}_unused`);
  return {
    lines: [...lines, `  wire ${range(0, from - start)}${unused};`],
    target: concatenate([unused, result]),
  };
}
