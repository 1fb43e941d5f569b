import { clockedLogic, type PortNames } from '../gates/clockedLogic';
import { compileDesign } from '../gates/compile';
import type { Logic } from '../gates/logic';
import { orderGates } from '../gates/order';
import { slotBytes } from '../gates/memoryLayout';
import { startDesign } from '../gates/runtime';
import type { InputStimulus } from '../gates/stimulus';
import { VectorStream } from '../gates/vectorStream';
import type { MappedDesign } from '../netlist/mappedDesign';
import type { Net, Netlist } from '../netlist/netlist';

/** What drives a net that is routed: a LUT (or a wide multiplexer), the sum of a carry chain, or a flip-flop. */
export type NetDriver = 'lut' | 'carry' | 'register';

export interface NetToggles {
  readonly net: Net;
  readonly driver: NetDriver;
  /** Changes of its value from one clock cycle to the next. */
  readonly toggles: number;
}

export interface ToggleCounts {
  /** Pairs of successive cycles that were compared. */
  readonly cycles: number;
  /** The top first (without a name), then each instance. */
  readonly instances: readonly {
    readonly name?: string;
    readonly module: string;
    readonly nets: readonly NetToggles[];
  }[];
}

/**
 * How often each net of a design changes while vectors stream through it without a gap: the values at the end of each
 * clock cycle are compared, so what happens in between (glitches) is not seen. The cycles until the first result are left
 * out. A chain's inner carries are not routed and not counted.
 */
export function toggleCounts(
  netlist: Netlist | MappedDesign,
  stimulus: InputStimulus,
  names: PortNames = {},
): ToggleCounts {
  const design = clockedLogic(netlist, names);
  const compiled = compileDesign(design.parts, design.inputBus.nets, { keep: 'all' });
  const runtime = startDesign(compiled, design.parts);
  const stream = new VectorStream(design, { compiled, runtime }, { stimulus, lanes: 'split' });
  const routed = design.parts.map(({ logic }) => routedNets(logic));
  const watched = compiled.placed.instances.flatMap(({ part, base }) =>
    routed[part].map(({ net }) => base + compiled.layouts[part].addressOf(net)),
  );
  const lanes = Math.floor(stimulus.count / stream.vectorsPerLane);
  const counter = new ToggleCounter(runtime.memory, watched, lanes);
  // A lane with fewer vectors is left out, and the last vector, after which the input stands still.
  const end = (stream.vectorsPerLane - 1) * (stimulus.initiationInterval ?? 1);
  for (let cycle = 0; cycle < end || cycle <= stimulus.latencyCycles; cycle += 1) {
    stream.drive(cycle);
    runtime.evaluate();
    if (cycle >= stimulus.latencyCycles && cycle < end) counter.take();
    runtime.edge();
  }
  let place = 0;
  return {
    cycles: counter.comparisons * lanes,
    instances: compiled.placed.instances.map(({ part, cell }) => ({
      ...(cell && { name: cell.name }),
      module: design.parts[part].logic.name,
      nets: routed[part].map(({ net, driver }) => ({ net, driver, toggles: counter.toggles[place++] })),
    })),
  };
}

/** Nets that leave their slice or DSP block: all outputs that are not only the next carry's input. */
function routedNets(logic: Logic): { net: Net; driver: NetDriver }[] {
  const ordered = orderGates(logic);
  const outside = new Set<Net>(logic.registers.filter(({ isInBlock }) => !isInBlock).map(({ data }) => data));
  for (const { nets, direction } of logic.ports)
    if (direction === 'output') nets.forEach((net) => outside.add(net));
  const inside = new Set<Net>(logic.registers.filter(({ isInBlock }) => isInBlock).map(({ data }) => data));
  for (const { inputs, carryIn, resource } of ordered)
    for (const net of inputs) if (net !== carryIn) (resource === 'dsp' ? inside : outside).add(net);
  const isRouted = (net: Net, isFromBlock: boolean): boolean =>
    outside.has(net) || (!isFromBlock && inside.has(net));
  return [
    ...ordered
      .filter(({ output, resource }) => isRouted(output, resource === 'dsp'))
      .map(
        ({ output, resource }) => ({ net: output, driver: resource === 'carry' ? 'carry' : 'lut' }) as const,
      ),
    ...logic.registers
      .filter(({ output, isInBlock }) => !isInBlock || isRouted(output, true))
      .map(({ output }) => ({ net: output, driver: 'register' }) as const),
  ];
}

const words = slotBytes / Int32Array.BYTES_PER_ELEMENT;

/** Compares some vectors in memory with what they were when it last looked, in the first lanes. */
class ToggleCounter {
  readonly toggles: Float64Array;
  comparisons = 0;
  private readonly memory: Int32Array;
  private readonly places: Int32Array;
  private readonly before: Int32Array;
  private readonly masks: Int32Array;
  private hasBefore = false;

  constructor(memory: ArrayBuffer, addresses: readonly number[], lanes: number) {
    this.memory = new Int32Array(memory);
    this.places = Int32Array.from(addresses, (address) => address / Int32Array.BYTES_PER_ELEMENT);
    this.before = new Int32Array(addresses.length * words);
    this.toggles = new Float64Array(addresses.length);
    this.masks = Int32Array.from({ length: words }, (_, word) => {
      const used = Math.min(32, Math.max(0, lanes - 32 * word));
      return used === 32 ? -1 : 2 ** used - 1;
    });
  }

  take(): void {
    const { memory, places, before, toggles, masks } = this;
    for (let net = 0; net < places.length; net += 1) {
      let changed = 0;
      for (let word = 0; word < words; word += 1) {
        const value = memory[places[net] + word];
        changed += bitCount((value ^ before[net * words + word]) & masks[word]);
        before[net * words + word] = value;
      }
      if (this.hasBefore) toggles[net] += changed;
    }
    if (this.hasBefore) this.comparisons += 1;
    this.hasBefore = true;
  }
}

/** Ones of 32 bits (Warren, Hacker's Delight, 5-1). */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
