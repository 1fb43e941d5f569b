import { phaseCountersOf, type PhaseCounters } from '../design/phaseCounters';
import type { Design } from '../design/design';
import { literal, range } from './literal';

/** The phase counters of a streamed design's top module, and the conditions on them that its instances select by. */
export class PhaseSelects {
  private readonly counters: PhaseCounters;
  /** By what it is: the name and the declaration of a condition. */
  private readonly conditions = new Map<
    string,
    { readonly name: string; readonly lines: readonly string[] }
  >();

  constructor(design: Design) {
    this.counters = phaseCountersOf(design);
  }

  /** Name of a wire that is 1 in the given phases of the instances that start at a cycle. */
  wireFor(startCycle: number, isSelected: readonly boolean[]): string {
    const key = `${startCycle} ${isSelected.map(Number).join('')}`;
    const known = this.conditions.get(key);
    if (known) {
      return known.name;
    }
    const name = `select_${this.conditions.size}`;
    this.conditions.set(key, { name, lines: this.condition(name, startCycle, isSelected) });
    return name;
  }

  /** Declares the start on its way and the counters. */
  counterLines(): string[] {
    const { startDelays, startCycles, width } = this.counters;
    const passed = startDelays === 1 ? 'start' : `{start_d[${startDelays - 2}:0], start}`;
    return [
      '',
      '  // start_d: 1 where a vector began one clock ago (bit 0), two clocks ago, and so on.',
      `  reg [${startDelays - 1}:0] start_d;`,
      ...startCycles.flatMap((cycle) => [
        `  // Clocks since the part that begins ${cycle} clocks after a vector has begun.`,
        `  reg ${range(0, width)}${counterName(cycle)};`,
      ]),
      '  always @(posedge clk) begin',
      `    start_d <= ${passed};`,
      ...startCycles.map((cycle) => {
        const begins = cycle === 1 ? 'start' : `start_d[${cycle - 2}]`;
        const name = counterName(cycle);
        return `    ${name} <= ${begins} ? ${literal(0, width)} : ${name} + ${literal(1, width)};`;
      }),
      '  end',
      `  assign valid = start_d[${startDelays - 1}];`,
    ];
  }

  /** Declares the conditions asked for so far. */
  conditionLines(): string[] {
    const lines = [...this.conditions.values()].flatMap(({ lines: own }) => own);
    return lines.length === 0 ? [] : ['', ...lines];
  }

  private condition(name: string, startCycle: number, isSelected: readonly boolean[]): string[] {
    const { width } = this.counters;
    const counter = counterName(startCycle);
    const phases = isSelected.flatMap((flag, phase) => (flag ? [phase] : []));
    const others = isSelected.flatMap((flag, phase) => (flag ? [] : [phase]));
    if (phases.length === 1) {
      return [`  wire ${name} = ${counter} == ${literal(phases[0], width)};`];
    }
    if (others.length === 1) {
      return [`  wire ${name} = ${counter} != ${literal(others[0], width)};`];
    }
    const table = Array.from({ length: 2 ** width }, (_, phase) => (isSelected[phase] ? '1' : '0')).reverse();
    const bits = table.length;
    return [
      ...listed(name, counter, phases),
      `  localparam [${bits - 1}:0] PHASES_${name.slice('select_'.length)} = ${bits}'b${table.join('')};`,
      `  wire ${name} = PHASES_${name.slice('select_'.length)}[${counter}];`,
    ];
  }
}

/** A comment with the phases in which a condition holds, runs of them as ranges. */
function listed(name: string, counter: string, phases: readonly number[]): string[] {
  const runs: [number, number][] = [];
  for (const phase of phases) {
    const last = runs[runs.length - 1];
    if (last && last[1] === phase - 1) {
      last[1] = phase;
    } else {
      runs.push([phase, phase]);
    }
  }
  const words = runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return [`  // ${name}: ${counter} is ${words.join(', ')}`];
}

function counterName(startCycle: number): string {
  return `phase_${startCycle}`;
}
