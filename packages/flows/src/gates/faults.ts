import type { Net } from '../netlist/netlist';
import type { Gate, Logic } from './logic';
import type { LogicPart } from './logicParts';
import { tableOfDigits, type TruthTable } from './truthTable';

/** One flipped digit of a LUT: for one assignment of its inputs it gives the other value. */
export interface LutFault {
  /** Index of the part, and of the instance among the part's. */
  readonly part: number;
  readonly instance: number;
  /** Index in `logic.gates` of the part. */
  readonly gate: number;
  /** The inputs' values, input 0 in bit 0. */
  readonly assignment: number;
}

/** The golden ratio's fraction: multiples of it are spread over 0 to 1 without a period. */
const goldenFraction = (Math.sqrt(5) - 1) / 2;

/**
 * `count` faults (or all, if there are fewer), one at an irregular place in each of as many equal shares of the digits
 * that inputs can reach, in order: those of each instance of each part.
 */
export function spreadFaults(parts: readonly LogicPart[], count: number): LutFault[] {
  const tables = parts.map(({ logic, instances }, part) => {
    const firstDigit: number[] = [];
    let digits = 0;
    for (const { resource, inputs } of logic.gates) {
      firstDigit.push(digits);
      if (resource === 'lut') digits += 2 ** inputs.length;
    }
    return { part, firstDigit, digits, instances: part === 0 ? 1 : instances.length };
  });
  const all = tables.reduce((sum, { digits, instances }) => sum + digits * instances, 0);
  const wanted = Math.min(count, all);
  return Array.from({ length: wanted }, (_, fault) => {
    let digit = Math.floor(((fault + ((fault * goldenFraction) % 1)) * all) / wanted);
    const { part, firstDigit, digits } = tables.find((table) => {
      const here = table.digits * table.instances;
      if (digit < here) return true;
      digit -= here;
      return false;
    })!;
    const inPart = digit % digits;
    const gate = lastAtMost(firstDigit, inPart);
    return { part, instance: Math.floor(digit / digits), gate, assignment: inPart - firstDigit[gate] };
  });
}

/** Index of the last of ascending numbers that is not above a limit. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (ascending[middle] <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether the fault is switched on and its assignment is there: flips the value. */
const flip = tableOfDigits('01111000', 3);

/**
 * The logic with faults that can be switched on one by one: fault `f` is there in the lanes in which the net
 * `switches[f]` is 1. The switches are an input port of that name.
 */
export function injectFaults(
  logic: Logic,
  faults: readonly Pick<LutFault, 'gate' | 'assignment'>[],
): { logic: Logic; switches: Net[] } {
  const gates: Gate[] = [...logic.gates];
  let netCount = logic.netCount;
  const wire = (): Net => (netCount += 1) - 1;
  const switches = faults.map(({ gate: index, assignment }) => {
    const { output, inputs, cell } = gates[index];
    const [healthy, reached, turnedOn] = [wire(), wire(), wire()];
    gates[index] = { ...gates[index], output: healthy };
    const table = singleDigit(assignment, inputs.length);
    gates.push({ output: reached, inputs, table, resource: 'wire', cell });
    gates.push({ output, inputs: [turnedOn, reached, healthy], table: flip, resource: 'wire', cell });
    return turnedOn;
  });
  const port = { name: 'faults', direction: 'input' as const, nets: switches };
  return { logic: { ...logic, netCount, gates, ports: [...logic.ports, port] }, switches };
}

/** 1 for one assignment only. */
function singleDigit(assignment: number, variables: number): TruthTable {
  return tableOfDigits('1'.padEnd(assignment + 1, '0'), variables);
}
