import { CodesignError } from '@nx-codesign/ir';
import type { Gate, Logic } from './logic';

const unseen = 0;
const open = 1;
const done = 2;

/** Orders that were found before: logic never changes. */
const known = new WeakMap<Logic, readonly Gate[]>();

/**
 * Gates in an order in which each comes after its inputs, depth first from the registers and outputs, so that
 * a gate stands close to those that feed it. Gates that reach neither are left out. O(gates).
 * Throws `flows.combinationalLoop` if gates feed themselves without a register.
 */
export function orderGates(logic: Logic): readonly Gate[] {
  const ordered = known.get(logic) ?? findOrder(logic);
  known.set(logic, ordered);
  return ordered;
}

function findOrder(logic: Logic): readonly Gate[] {
  const driver = new Int32Array(logic.netCount).fill(-1);
  logic.gates.forEach((gate, index) => (driver[gate.output] = index));
  const state = new Uint8Array(logic.gates.length);
  const ordered: Gate[] = [];
  for (const sink of sinksOf(logic)) {
    if (driver[sink] >= 0) visit(driver[sink], { logic, driver, state, ordered });
  }
  return ordered;
}

/** Nets that something outside the combinational logic reads. */
export function sinksOf({ ports, registers }: Logic): number[] {
  const outputs = ports.filter(({ direction }) => direction === 'output').flatMap(({ nets }) => nets);
  return [...registers.map(({ data }) => data), ...outputs];
}

/** Depth-first search with a stack of its own: carry chains are deeper than the call stack may be. */
function visit(
  start: number,
  search: { logic: Logic; driver: Int32Array; state: Uint8Array; ordered: Gate[] },
): void {
  const { logic, driver, state, ordered } = search;
  if (state[start] !== unseen) return;
  const stack = [{ index: start, next: 0 }];
  state[start] = open;
  while (stack.length > 0) {
    const frame = stack[stack.length - 1];
    const gate = logic.gates[frame.index];
    if (frame.next === gate.inputs.length) {
      state[frame.index] = done;
      ordered.push(gate);
      stack.pop();
      continue;
    }
    const before = driver[gate.inputs[frame.next]];
    frame.next += 1;
    if (before < 0 || state[before] === done) continue;
    if (state[before] === open) {
      const message = `Gates of ${logic.name} feed themselves without a register (net ${gate.output}).`;
      throw new CodesignError('flows.combinationalLoop', message);
    }
    state[before] = open;
    stack.push({ index: before, next: 0 });
  }
}
