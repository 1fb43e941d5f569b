import type { Net } from '../netlist/netlist';
import type { Gate, Logic } from './logic';
import { tableOfDigits, type TruthTable } from './truthTable';

/** One flipped digit of a LUT: for one assignment of its inputs it gives the other value. */
export interface LutFault {
  /** Index in `logic.gates`. */
  readonly gate: number;
  /** The inputs' values, input 0 in bit 0. */
  readonly assignment: number;
}

/** `count` faults (or all, if there are fewer) evenly spread over the digits that inputs can reach, in order. */
export function spreadFaults(logic: Logic, count: number): LutFault[] {
  const firstDigit: number[] = [];
  let digits = 0;
  for (const { resource, inputs } of logic.gates) {
    firstDigit.push(digits);
    if (resource === 'lut') digits += 2 ** inputs.length;
  }
  const faults: LutFault[] = [];
  const wanted = Math.min(count, digits);
  let gate = 0;
  for (let fault = 0; fault < wanted; fault += 1) {
    const digit = Math.floor((fault * digits) / wanted);
    while (gate + 1 < firstDigit.length && firstDigit[gate + 1] <= digit) gate += 1;
    faults.push({ gate, assignment: digit - firstDigit[gate] });
  }
  return faults;
}

/** Whether the fault is switched on and its assignment is there: flips the value. */
const flip = tableOfDigits('01111000', 3);

/**
 * The logic with faults that can be switched on one by one: fault `f` is there in the lanes in which the net
 * `switches[f]` is 1. The switches are an input port of that name.
 */
export function injectFaults(logic: Logic, faults: readonly LutFault[]): { logic: Logic; switches: Net[] } {
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
