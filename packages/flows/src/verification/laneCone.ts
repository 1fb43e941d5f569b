import type { ClockedLogic } from '../gates/clockedLogic';
import { compileDesign } from '../gates/compile';
import type { FlatGate, FlatLogic } from '../gates/flatLogic';
import type { Logic } from '../gates/logic';
import { laneCount } from '../gates/memoryLayout';
import { startDesign } from '../gates/runtime';
import type { InputStimulus } from '../gates/stimulus';
import { tableOfDigits } from '../gates/truthTable';
import { VectorStream } from '../gates/vectorStream';
import { firstWire, type Net } from '../netlist/netlist';
import type { ChainPlace } from './carryChains';
import type { SignalGraph } from './signalGraph';

interface ConeOfNets {
  readonly graph: SignalGraph;
  /** A bit of a sum comes with the others. */
  readonly chains: ReadonlyMap<Net, ChainPlace>;
  readonly nets: readonly Net[];
}

const groups = 2;
/** Lanes of a cone. */
export const coneLanes = groups * laneCount;
const lanesPerWordLog2 = 5;
const copied = tableOfDigits('10', 1);

/**
 * What some nets depend on, evaluated for a vector in each of 256 lanes. In a design whose values belong to one vector at a
 * time registers are wires: one evaluation gives what each net is for the vector at its time. Other designs are clocked
 * until the vector's result is there.
 */
export class LaneCone {
  private readonly words: Int32Array;
  private readonly runtime: ReturnType<typeof startDesign>;
  private readonly stream: VectorStream;
  private readonly addressOf: (net: Net) => number;
  private readonly places: Int32Array;

  /** `vectors: [lanes, inputs]`, which are read anew at each evaluation. */
  constructor(
    { inputBus, startNet }: ClockedLogic,
    { graph, chains, nets }: ConeOfNets,
    { stimulus, vectors }: { readonly stimulus: InputStimulus; readonly vectors: Int32Array },
  ) {
    const inputs = [...inputBus.nets, ...(startNet === undefined ? [] : [startNet])];
    const logic = coneOf({ graph, chains, nets }, inputs);
    const parts = [{ logic, instances: [] }];
    const compiled = compileDesign(parts, inputBus.nets, { keep: 'all', groups });
    this.runtime = startDesign(compiled, parts);
    this.words = new Int32Array(this.runtime.memory);
    const latencyCycles = graph.isBalanced ? 0 : stimulus.latencyCycles;
    const each = { ...stimulus, inputs: vectors, count: coneLanes, latencyCycles };
    this.stream = new VectorStream(
      { inputBus, startNet },
      { compiled, runtime: this.runtime },
      { stimulus: each, lanes: 'split' },
    );
    this.addressOf = (net) => compiled.placed.addressOf(net) / Int32Array.BYTES_PER_ELEMENT;
    this.places = new Int32Array(logic.netCount).fill(-1);
  }

  /** Clock cycles of one evaluation. */
  get cycles(): number {
    return this.stream.cycles;
  }

  /** Evaluates the vectors; `visit` looks at the nets in each clock cycle. */
  evaluate(visit: () => void): void {
    for (let cycle = 0; cycle < this.stream.cycles; cycle += 1) {
      this.stream.drive(cycle);
      this.runtime.evaluate();
      visit();
      this.runtime.edge();
    }
  }

  /** The value of a net in a lane. */
  bit(net: Net, lane: number): 0 | 1 {
    if (net < firstWire) return net as 0 | 1;
    if (this.places[net] < 0) this.places[net] = this.addressOf(net);
    const word = this.words[this.places[net] + (lane >> lanesPerWordLog2)];
    return ((word >>> (lane & ((1 << lanesPerWordLog2) - 1))) & 1) as 0 | 1;
  }
}

/** All that nets depend on as logic of its own. */
function coneOf({ graph, chains, nets }: ConeOfNets, inputs: readonly Net[]): Logic {
  const { logic: flat, isBalanced } = graph;
  const gates: (FlatGate & { cell: number })[] = [];
  const registers: Logic['registers'][number][] = [];
  const seen = new Set<Net>();
  const open = [...nets];
  for (let net = open.pop(); net !== undefined; net = open.pop()) {
    if (seen.has(net)) continue;
    seen.add(net);
    const gate = gateOf(flat, net, isBalanced);
    const register = flat.registerOf(net);
    if (gate !== undefined) gates.push({ ...gate, cell: 0 });
    else if (register !== undefined) registers.push({ ...register, clock: 0, cell: 0 });
    open.push(...(gate?.inputs ?? (register === undefined ? [] : [register.data])));
    for (const bit of chains.get(net)?.chain ?? []) if (bit !== undefined) open.push(bit);
  }
  return {
    ...{ name: 'cone', netCount: flat.netCount, gates, registers },
    ports: [
      { name: 'x', direction: 'input', nets: inputs },
      { name: 'y', direction: 'output', nets: gates.map(({ output }) => output) },
    ],
  };
}

/** The gate of a net; where registers are wires, theirs too. */
function gateOf(flat: FlatLogic, net: Net, areWires: boolean): FlatGate | undefined {
  const register = flat.registerOf(net);
  if (register === undefined || !areWires) return flat.gateOf(net);
  return { output: net, inputs: [register.data], table: copied, resource: 'wire' };
}
