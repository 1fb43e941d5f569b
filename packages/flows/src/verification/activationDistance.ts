import { cubesOf, type Cube } from '../satisfiability/cubes';
import { complement, type TruthTable } from '../gates/truthTable';
import type { Net } from '../netlist/netlist';
import type { CarryChain, ChainPlace } from './carryChains';
import { coneLanes, type LaneCone } from './laneCone';
import { distanceToBits, type WantedBits } from './nearestValue';
import type { FaultSite, SignalGraph } from './signalGraph';

/** Of an input bit that should be another: it can be set, so it is little. */
const inputStep = 0.05;
/** Of a sum that is not there yet, besides how far it is. */
const sumStep = 0.01;
const gateStep = 0.001;
const deepest = 12;
const unlimited = Infinity;

/** Values of a chain that were seen, as integers without and with a sign. */
interface SeenRange {
  low: number;
  high: number;
  signedLow: number;
  signedHigh: number;
}

/**
 * How far the inputs of a LUT are from an assignment, as a number that a search can lower (a branch distance: Korel 1990,
 * doi:10.1109/32.57624): for bits of an adder's result how far the integer is from the next one that has them, in parts
 * of the range that was seen; for other gates the least over the ways to get their value; 0 if the assignment is there.
 */
export class ActivationDistance {
  private readonly ranges = new Map<CarryChain, SeenRange>();
  private readonly cubes = new Map<Net, readonly [off: readonly Cube[], on: readonly Cube[]]>();
  /** Distances of nets to both values, and at which depth of which call of `of` each was found: many ways meet. */
  private readonly known: Float64Array;
  private readonly knownAt: Float64Array;
  private calls = 0;

  constructor(
    private readonly graph: SignalGraph,
    private readonly chains: ReadonlyMap<Net, ChainPlace>,
    private readonly cone: LaneCone,
  ) {
    this.known = new Float64Array(2 * graph.logic.netCount);
    this.knownAt = new Float64Array(2 * graph.logic.netCount).fill(-1);
  }

  /** Of the vector in a lane. */
  of({ output, assignment }: FaultSite, lane: number): number {
    const { inputs } = this.graph.logic.gateOf(output)!;
    const cube = { positive: assignment, negative: (1 << inputs.length) - 1 - assignment };
    this.calls += 1;
    return this.ofCube(inputs, cube, { lane, depth: 0, limit: unlimited });
  }

  /** Takes note of the values that all lanes have. */
  observe(): void {
    for (const [chain, range] of this.ranges) {
      for (let lane = 0; lane < coneLanes; lane += 1) widen(range, this.valueOf(chain, lane), chain.length);
    }
  }

  private ofCube(
    inputs: readonly Net[],
    { positive, negative }: Cube,
    { lane, depth, limit }: { readonly lane: number; readonly depth: number; readonly limit: number },
  ): number {
    let wanted: Map<CarryChain, WantedBits> | undefined;
    let sum = 0;
    for (let v = 0; v < inputs.length && sum < limit; v += 1) {
      if ((((positive | negative) >> v) & 1) === 0) continue;
      const value = ((positive >> v) & 1) as 0 | 1;
      const net = this.sourceOf(inputs[v]);
      const place = this.chains.get(net);
      if (place === undefined) sum += this.ofNet(net, value, { lane, depth: depth + 1 });
      else {
        wanted ??= new Map();
        const { mask, bits } = wanted.get(place.chain) ?? { mask: 0, bits: 0 };
        wanted.set(place.chain, { mask: mask | (1 << place.bit), bits: bits | (value << place.bit) });
      }
    }
    if (wanted !== undefined) for (const [chain, bits] of wanted) sum += this.ofChain(chain, bits, lane);
    return sum;
  }

  private ofNet(
    net: Net,
    value: 0 | 1,
    { lane, depth }: { readonly lane: number; readonly depth: number },
  ): number {
    if (this.cone.bit(net, lane) === value) return 0;
    if (depth > deepest) return 1;
    const gate = this.graph.logic.gateOf(net);
    if (gate === undefined) return inputStep;
    const place = 2 * net + value;
    const at = (deepest + 1) * this.calls + depth;
    if (this.knownAt[place] === at) return this.known[place];
    let least = unlimited;
    for (const cube of this.cubesOf(net, gate.table)[value]) {
      const distance = gateStep + this.ofCube(gate.inputs, cube, { lane, depth, limit: least });
      if (distance < least) least = distance;
    }
    this.known[place] = least;
    this.knownAt[place] = at;
    return least;
  }

  private ofChain(chain: CarryChain, { mask, bits }: WantedBits, lane: number): number {
    const value = this.valueOf(chain, lane);
    if ((value & mask) === bits) return 0;
    const range = this.rangeOf(chain);
    const spread = range.high - range.low;
    const signedSpread = range.signedHigh - range.signedLow;
    const sign = signedSpread < spread ? 1 << (chain.length - 1) : 0;
    // With the sign inverted, integers are in the order of their values.
    const wanted = { mask, bits: bits ^ (mask & sign) };
    const distance = distanceToBits(value ^ sign, wanted, chain.length);
    return sumStep + distance / Math.max(1, Math.min(spread, signedSpread));
  }

  private valueOf(chain: CarryChain, lane: number): number {
    let value = 0;
    for (let bit = 0; bit < chain.length; bit += 1) {
      const net = chain[bit];
      if (net !== undefined && this.cone.bit(net, lane) === 1) value |= 1 << bit;
    }
    return value;
  }

  private rangeOf(chain: CarryChain): SeenRange {
    const known = this.ranges.get(chain);
    if (known !== undefined) return known;
    const range = { low: Infinity, high: -Infinity, signedLow: Infinity, signedHigh: -Infinity };
    this.ranges.set(chain, range);
    for (let lane = 0; lane < coneLanes; lane += 1) widen(range, this.valueOf(chain, lane), chain.length);
    return range;
  }

  /** The net that registers take their value from, one or several clocks before. */
  private sourceOf(net: Net): Net {
    const { logic, isBalanced } = this.graph;
    if (!isBalanced) return net;
    let source = net;
    for (let register = logic.registerOf(net); register !== undefined; register = logic.registerOf(source))
      source = register.data;
    return source;
  }

  private cubesOf(net: Net, table: TruthTable): readonly [readonly Cube[], readonly Cube[]] {
    const known = this.cubes.get(net);
    if (known !== undefined) return known;
    const cubes = [cubesOf(complement(table)), cubesOf(table)] as const;
    this.cubes.set(net, cubes);
    return cubes;
  }
}

function widen(range: SeenRange, value: number, width: number): void {
  const signed = (value << (32 - width)) >> (32 - width);
  range.low = Math.min(range.low, value);
  range.high = Math.max(range.high, value);
  range.signedLow = Math.min(range.signedLow, signed);
  range.signedHigh = Math.max(range.signedHigh, signed);
}
