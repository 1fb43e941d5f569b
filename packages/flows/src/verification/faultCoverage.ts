import { clockedLogic, type ClockedLogic, type PortNames } from '../gates/clockedLogic';
import { compileDesign, type CompiledDesign } from '../gates/compile';
import { injectFaults, spreadFaults, type LutFault } from '../gates/faults';
import { laneCount } from '../gates/memoryLayout';
import type { LogicPart } from '../gates/logicParts';
import { startDesign } from '../gates/runtime';
import type { InputStimulus } from '../gates/stimulus';
import { VectorStream } from '../gates/vectorStream';
import type { MappedDesign } from '../netlist/mappedDesign';
import type { Net, Netlist } from '../netlist/netlist';

export interface FaultCoverage {
  readonly faults: number;
  /** Faults that changed a result of at least one vector. */
  readonly caught: number;
  /** Cells and assignments (input 0 in bit 0) of the others; some can never be seen, by any vector. */
  readonly missed: readonly { readonly cell: string; readonly assignment: number }[];
}

/** The last lane is the healthy design. */
const faultsPerRound = laneCount - 1;

/**
 * How many single flipped LUT digits a set of vectors catches: the quality of the set, not of the design.
 * 127 faults at a time, each in a lane of its own beside the healthy design, all lanes fed the same vectors.
 * The faults are spread evenly over the design. O(faults / 127 x vectors x gates / 128).
 */
export function faultCoverage(
  netlist: Netlist | MappedDesign,
  stimulus: InputStimulus,
  { faults: count, ...names }: PortNames & { readonly faults: number },
): FaultCoverage {
  const design = clockedLogic(netlist, names);
  const faults = spreadFaults(design.parts, count);
  const missed: LutFault[] = [];
  for (let first = 0; first < faults.length; first += faultsPerRound) {
    const round = faults.slice(first, first + faultsPerRound);
    const caught = runRound(design, stimulus, round);
    missed.push(...round.filter((_, lane) => !caught[lane]));
  }
  const named = missed.map((fault) => ({
    cell: cellName(netlist, design.parts[fault.part], fault),
    assignment: fault.assignment,
  }));
  return { faults: faults.length, caught: faults.length - missed.length, missed: named };
}

/** The name of a fault's cell, after that of its instance. */
function cellName(
  netlist: Netlist | MappedDesign,
  { logic, instances }: LogicPart,
  { part, instance, gate }: LutFault,
): string {
  const index = logic.gates[gate].cell;
  if ('cells' in netlist) return netlist.cells[index].name;
  const module = netlist.modules.find(({ name }) => name === logic.name);
  if (part === 0 || module === undefined) return `${logic.name} cell ${index}`;
  return `${instances[instance].name}.${module.cells[index].name}`;
}

/**
 * The faults of a round in the code of their parts, each with the net of its switch, by lane. All instances of a part
 * share the code: a fault is there where its switch is on in the memory of its instance.
 */
function faultyParts(
  parts: readonly LogicPart[],
  faults: readonly LutFault[],
): { parts: LogicPart[]; switches: Net[] } {
  const switches: Net[] = [];
  const faulty = parts.map(({ logic, instances }, part): LogicPart => {
    const own = faults.flatMap((fault, lane) => (fault.part === part ? [{ ...fault, lane }] : []));
    if (own.length === 0) return { logic, instances };
    const injected = injectFaults(logic, own);
    own.forEach(({ lane }, index) => (switches[lane] = injected.switches[index]));
    return { logic: injected.logic, instances };
  });
  return { parts: faulty, switches };
}

/** Byte address of a fault's switch. */
function switchAddress({ placed, layouts }: CompiledDesign, { part, instance }: LutFault, net: Net): number {
  const { base } = placed.instances.filter((each) => each.part === part)[instance];
  return base + layouts[part].addressOf(net);
}

/** Which faults changed a result; stops when all have. */
function runRound(design: ClockedLogic, stimulus: InputStimulus, faults: readonly LutFault[]): boolean[] {
  const { parts, switches } = faultyParts(design.parts, faults);
  const compiled = compileDesign(parts, design.inputBus.nets);
  const runtime = startDesign(compiled, parts);
  const bytes = new Uint8Array(runtime.memory);
  faults.forEach((fault, lane) => {
    bytes[switchAddress(compiled, fault, switches[lane]) + (lane >> 3)] = 1 << (lane & 7);
  });
  const stream = new VectorStream(design, { compiled, runtime }, { stimulus, lanes: 'repeat' });
  const differences = new DifferingLanes(
    runtime.memory,
    design.outputBus.nets.map((net) => compiled.placed.addressOf(net)),
  );
  for (let cycle = 0; cycle < stream.cycles; cycle += 1) {
    stream.drive(cycle);
    runtime.evaluate();
    if (stream.resultAt(cycle) !== undefined) differences.collect();
    if (faults.every((_, lane) => differences.has(lane))) break;
    runtime.edge();
  }
  return faults.map((_, lane) => differences.has(lane));
}

const lanesPerWord = 32;
const words = laneCount / lanesPerWord;

/** The lanes whose outputs have ever been other than the last lane's. */
class DifferingLanes {
  private readonly memory: Int32Array;
  private readonly lanes = new Int32Array(words);

  constructor(
    memory: ArrayBuffer,
    private readonly addresses: readonly number[],
  ) {
    this.memory = new Int32Array(memory);
  }

  collect(): void {
    for (const address of this.addresses) {
      const start = address / Int32Array.BYTES_PER_ELEMENT;
      // The sign bit of the last word is the last lane: all ones or all zeros after the shift.
      const healthy = this.memory[start + words - 1] >> (lanesPerWord - 1);
      for (let word = 0; word < words; word += 1) this.lanes[word] |= this.memory[start + word] ^ healthy;
    }
  }

  has(lane: number): boolean {
    return ((this.lanes[lane >> 5] >>> (lane & 31)) & 1) === 1;
  }
}
