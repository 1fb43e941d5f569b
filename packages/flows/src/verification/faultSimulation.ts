import type { ClockedLogic } from '../gates/clockedLogic';
import { compileDesign, type CompiledDesign } from '../gates/compile';
import { checkElements, type BusElement } from '../gates/elementPorts';
import { injectFaults, type LutFault } from '../gates/faults';
import type { LogicPart } from '../gates/logicParts';
import { laneCount } from '../gates/memoryLayout';
import { startDesign } from '../gates/runtime';
import type { Stimulus } from '../gates/stimulus';
import { VectorStream } from '../gates/vectorStream';
import type { Net } from '../netlist/netlist';

/** By fault: the first vector whose result it changes; -1 if it changes none. */
export type FirstRevealing = readonly number[];

/**
 * Runs every vector through a design with each of the faults: 128 faults at a time, one in each lane, all lanes fed the
 * same vectors, the results compared with the healthy ones, `results: [count, outputs]`.
 * O(faults / 128 x vectors x gates).
 */
export function simulateFaults(
  design: ClockedLogic,
  { stimulus, results }: { readonly stimulus: Stimulus; readonly results: Int32Array },
  faults: readonly LutFault[],
): FirstRevealing {
  checkElements(stimulus.outputPorts, design.outputBus);
  const first: number[] = [];
  for (let start = 0; start < faults.length; start += laneCount) {
    const round = faults.slice(start, start + laneCount);
    first.push(...runRound(design, { stimulus, results }, round));
  }
  return first;
}

function runRound(
  design: ClockedLogic,
  { stimulus, results }: { readonly stimulus: Stimulus; readonly results: Int32Array },
  faults: readonly LutFault[],
): number[] {
  const { parts, switches } = faultyParts(design.parts, faults);
  const compiled = compileDesign(parts, design.inputBus.nets);
  const runtime = startDesign(compiled, parts);
  const bytes = new Uint8Array(runtime.memory);
  faults.forEach((fault, lane) => {
    bytes[switchAddress(compiled, fault, switches[lane]) + (lane >> 3)] = 1 << (lane & 7);
  });
  const stream = new VectorStream(design, { compiled, runtime }, { stimulus, lanes: 'repeat' });
  const addresses = design.outputBus.nets.map((net) => compiled.placed.addressOf(net));
  const found = new FirstDifferences(runtime.memory, { addresses, ports: stimulus.outputPorts, results });
  const validAddress = design.validNet === undefined ? undefined : compiled.placed.addressOf(design.validNet);
  const { latencyCycles, initiationInterval = 1 } = stimulus;
  const latest = (cycle: number) => Math.floor((cycle - latencyCycles) / initiationInterval);
  for (let cycle = 0; cycle < stream.cycles && found.lanes.size < faults.length; cycle += 1) {
    stream.drive(cycle);
    runtime.evaluate();
    const vector = stream.resultAt(cycle);
    if (vector !== undefined) found.collect(vector, faults.length);
    if (validAddress !== undefined && cycle >= latencyCycles)
      found.compareBit(validAddress, vector === undefined ? 0 : 1, {
        vector: latest(cycle),
        used: faults.length,
      });
    runtime.edge();
  }
  return faults.map((_, lane) => found.lanes.get(lane) ?? -1);
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

const lanesPerWord = 32;
const words = laneCount / lanesPerWord;

/** The lanes whose results have been other than the healthy ones, each with its first vector. */
class FirstDifferences {
  readonly lanes = new Map<number, number>();
  private readonly memory: Int32Array;
  private readonly known = new Int32Array(words);

  constructor(
    memory: ArrayBuffer,
    private readonly expected: {
      /** Byte address of each bit of the output bus. */
      readonly addresses: readonly number[];
      readonly ports: readonly BusElement[];
      readonly results: Int32Array;
    },
  ) {
    this.memory = new Int32Array(memory);
  }

  /** Compares the output bus with the results of a vector in the first `used` lanes. */
  collect(vector: number, used: number): void {
    const { addresses, ports, results } = this.expected;
    const different = new Int32Array(words);
    ports.forEach(({ offset, width }, element) => {
      const value = results[vector * ports.length + element];
      for (let bit = 0; bit < width; bit += 1) {
        const start = addresses[offset + bit] / Int32Array.BYTES_PER_ELEMENT;
        const healthy = -((value >> bit) & 1);
        for (let word = 0; word < words; word += 1) different[word] |= this.memory[start + word] ^ healthy;
      }
    });
    this.note(different, { vector, used });
  }

  /** Compares one bit with what it should be in all lanes. */
  compareBit(
    address: number,
    expected: 0 | 1,
    { vector, used }: { readonly vector: number; readonly used: number },
  ): void {
    const start = address / Int32Array.BYTES_PER_ELEMENT;
    const healthy = -expected;
    const different = this.memory.slice(start, start + words).map((word) => word ^ healthy);
    this.note(different, { vector, used });
  }

  private note(
    different: Int32Array,
    { vector, used }: { readonly vector: number; readonly used: number },
  ): void {
    for (let word = 0; word < words; word += 1) {
      let news = different[word] & ~this.known[word];
      this.known[word] |= news;
      for (; news !== 0; news &= news - 1) {
        const lane = word * lanesPerWord + 31 - Math.clz32(news & -news);
        if (lane < used) this.lanes.set(lane, vector);
      }
    }
  }
}
