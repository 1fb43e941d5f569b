import type { Design } from '../design/design';
import { counterLead, phaseCountersOf, type PhaseCounters } from '../design/phaseCounters';
import { phaseCondition } from '../design/phases';
import { literal, range } from './literal';

/** A condition on the phase that is read from a table, a clock ahead. */
interface TableSelect {
  readonly name: string;
  readonly startCycle: number;
  readonly isSelected: readonly boolean[];
}

/** The phase counters of a streamed design's top module, and the conditions on phases that its instances select by. */
export class PhaseSelects {
  private readonly counters: PhaseCounters;
  /** By what they are. */
  private readonly tables = new Map<string, TableSelect>();

  constructor(design: Design) {
    this.counters = phaseCountersOf(design);
  }

  /** What is 1 in the given phases of the instances that start at a cycle. */
  conditionFor(startCycle: number, isSelected: readonly boolean[]): string {
    const condition = phaseCondition(isSelected);
    if (condition.kind !== 'table') {
      const bit = startBit(startCycle);
      return condition.kind === 'first' ? bit : `!${bit}`;
    }
    const key = `${startCycle} ${isSelected.map(Number).join('')}`;
    const name = this.tables.get(key)?.name ?? `select_${this.tables.size}`;
    this.tables.set(key, { name, startCycle, isSelected });
    return name;
  }

  /** Declares the start on its way, the counters, and the conditions asked for so far. */
  lines(): string[] {
    const { startDelays, startCycles, width } = this.counters;
    const tables = [...this.tables.values()];
    return [
      '',
      '  // start_d[i]: a vector began i + 1 clocks ago.',
      `  reg ${range(0, startDelays)}start_d;`,
      ...startCycles.flatMap((cycle) => [
        `  // The next phase of the part that begins ${cycle} clocks after a vector has begun.`,
        `  reg ${range(0, width)}${counterName(cycle)};`,
      ]),
      ...tables.flatMap((select) => this.declaration(select)),
      '  always @(posedge clk) begin',
      `    start_d <= ${startDelays === 1 ? 'start' : `{start_d[${startDelays - 2}:0], start}`};`,
      ...startCycles.map((cycle) => {
        const begins = startBit(cycle - counterLead - 1);
        const name = counterName(cycle);
        return `    ${name} <= ${begins} ? ${literal(0, width)} : ${name} + ${literal(1, width)};`;
      }),
      ...tables.map(
        ({ name, startCycle }) => `    ${name} <= ${tableName(name)}[${counterName(startCycle)}];`,
      ),
      '  end',
      `  assign valid = ${startDelays === 1 ? 'start_d' : `start_d[${startDelays - 1}]`};`,
    ];
  }

  private declaration({ name, startCycle, isSelected }: TableSelect): string[] {
    const bits = 2 ** this.counters.width;
    const table = Array.from({ length: bits }, (_, phase) => (isSelected[phase] ? '1' : '0')).reverse();
    const phases = isSelected.flatMap((flag, phase) => (flag ? [phase] : []));
    return [
      `  // ${name}: 1 in phases ${runsOf(phases)} from clock ${startCycle} on`,
      `  localparam [${bits - 1}:0] ${tableName(name)} = ${bits}'b${table.join('')};`,
      `  reg ${name};`,
    ];
  }
}

/** 1 in the given clock of a vector. */
function startBit(cycle: number): string {
  return cycle === 0 ? 'start' : `start_d[${cycle - 1}]`;
}

/** Numbers in words, runs of them as ranges. */
function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs[runs.length - 1];
    if (last && last[1] === number - 1) {
      last[1] = number;
    } else {
      runs.push([number, number]);
    }
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

function counterName(startCycle: number): string {
  return `phase_${startCycle}`;
}

function tableName(select: string): string {
  return select.replace('select', 'PHASES');
}
