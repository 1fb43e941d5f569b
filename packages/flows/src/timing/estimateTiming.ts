import { frequencyMHz, type Delays, type PartFamily } from '@nx-codesign/hardware';
import type { Gate, Logic } from '../gates/logic';
import { logicParts } from '../gates/logicParts';
import { orderGates } from '../gates/order';
import type { MappedDesign } from '../netlist/mappedDesign';
import { firstWire, type Net, type Netlist } from '../netlist/netlist';
import { delayRangeOf } from './delays';

export interface TimingEstimate {
  /** From the netlist alone; no place and route has seen it. */
  readonly mark: 'estimated';
  /** Longest path from register to register (or port), with short and with long delays. */
  readonly criticalPathNs: { readonly low: number; readonly high: number };
  readonly maxFrequencyMHz: { readonly low: number; readonly high: number };
}

/**
 * Static timing of a mapped netlist with a range of delays: `undefined` for families without one, and for a
 * part that the family's range does not hold for.
 * A LUT reaches the flip-flop of its slice without a route, and also its carry chain; on iCE40 a carry reaches the LUT of its
 * sum instead. All other connections have one.
 */
export function estimateTiming(
  netlist: Netlist | MappedDesign,
  family: PartFamily,
  part?: string,
): TimingEstimate | undefined {
  const delays = delayRangeOf(family, part);
  if (delays === undefined) return undefined;
  const parts = logicParts(netlist).map(({ logic }) => ({ logic, ordered: orderGates(logic) }));
  const longest = (one: SliceDelays): number =>
    parts.reduce((most, { logic, ordered }) => Math.max(most, criticalPathNs(logic, ordered, one)), 0);
  const slice = { sumInLut: sumsInLuts.includes(family) };
  const [low, high] = [longest({ ...delays.short, ...slice }), longest({ ...delays.long, ...slice })];
  return {
    mark: 'estimated',
    criticalPathNs: { low, high },
    maxFrequencyMHz: { low: frequencyMHz(high), high: frequencyMHz(low) },
  };
}

/** Families whose sum bit is a LUT behind the carry, in the same cell: others have a LUT before the chain, which gives the sum. */
const sumsInLuts: readonly PartFamily[] = ['ice40'];

interface SliceDelays extends Delays {
  readonly sumInLut: boolean;
}

type Driver = 'constant' | 'register' | Gate['resource'];

function criticalPathNs(logic: Logic, ordered: readonly Gate[], delays: SliceDelays): number {
  const arrival = new Float64Array(logic.netCount).fill(delays.clockToOutputNs);
  const driver = driversOf(logic);
  for (const gate of ordered) {
    let latest = 0;
    for (const net of gate.inputs) {
      const path = arrival[net] + connectionNs({ from: driver[net], net, to: gate }, delays);
      latest = Math.max(latest, path);
    }
    arrival[gate.output] = latest + (gate.resource === 'lut' ? delays.lutNs : 0);
  }
  const end = (net: Net, setupNs: number): number => {
    const from = driver[net];
    if (net < firstWire) return 0;
    const route = from === 'carry' ? delays.carryOutNs : from === 'register' ? delays.netNs : 0;
    return arrival[net] + route + setupNs;
  };
  const outputs = logic.ports.filter(({ direction }) => direction === 'output').flatMap(({ nets }) => nets);
  const ends = [
    ...logic.registers.map(({ data }) => end(data, delays.setupNs)),
    ...outputs.map((net) => end(net, 0)),
  ];
  const longest = ends.reduce((most, path) => Math.max(most, path), delays.clockToOutputNs + delays.setupNs);
  return Number(longest.toPrecision(4));
}

/** What drives each net; input ports count as registers outside. */
function driversOf({ netCount, gates }: Logic): Driver[] {
  const drivers = new Array<Driver>(netCount).fill('register');
  drivers.fill('constant', 0, firstWire);
  for (const { output, resource } of gates) drivers[output] = resource;
  return drivers;
}

/** From a driver's output to a gate, the way into the carry chain included. */
function connectionNs(connection: { from: Driver; net: Net; to: Gate }, delays: SliceDelays): number {
  const { from, net, to } = connection;
  if (to.resource === 'carry') {
    if (from === 'carry' && net === to.carryIn) return delays.carryPerBitNs;
    if (from === 'lut' && !delays.sumInLut) return delays.carryInNs;
  }
  if (from === 'carry' && delays.sumInLut) return delays.carryOutNs;
  const leave = from === 'carry' ? delays.carryOutNs : 0;
  return leave + delays.netNs + (to.resource === 'carry' ? delays.carryInNs : 0);
}
