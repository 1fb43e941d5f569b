import { delayModels, frequencyMHz, type Delays, type PartFamily } from '@nx-codesign/hardware';
import type { Gate, Logic } from '../gates/logic';
import { logicParts } from '../gates/logicParts';
import { orderGates } from '../gates/order';
import type { MappedDesign } from '../netlist/mappedDesign';
import { utilizationOf } from '../netlist/utilization';
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
 * sum instead. Within a DSP block there are none, and its delays are those of the pipelining. All other connections have one.
 */
export function estimateTiming(
  netlist: Netlist | MappedDesign,
  family: PartFamily,
  part?: string,
): TimingEstimate | undefined {
  const { luts } = utilizationOf(netlist);
  const delays = delayRangeOf(family, { part, luts });
  if (delays === undefined) return undefined;
  const parts = logicParts(netlist).map(({ logic }) => ({ logic, ordered: orderGates(logic) }));
  const longest = (one: SliceDelays): number =>
    parts.reduce((most, { logic, ordered }) => Math.max(most, criticalPathNs(logic, ordered, one)), 0);
  const slice = { sumInLut: sumsInLuts.includes(family), ...blockDelays(family) };
  const low = longest({ ...delays.short, ...slice });
  const high = Number((longest({ ...delays.long, ...slice }) + delays.detourNs).toPrecision(4));
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
  readonly multiplyNs: number;
  readonly addNs: number;
}

function blockDelays(family: PartFamily): Pick<SliceDelays, 'multiplyNs' | 'addNs'> {
  const { multiplyNs, addNs } = delayModels[family].block;
  return { multiplyNs, addNs };
}

type Driver = 'constant' | 'register' | Gate['resource'];

function criticalPathNs(logic: Logic, ordered: readonly Gate[], delays: SliceDelays): number {
  const arrival = new Float64Array(logic.netCount).fill(delays.clockToOutputNs);
  const driver = driversOf(logic);
  const blockOf = blocksOf(logic);
  for (const gate of ordered) {
    let latest = 0;
    for (const net of gate.inputs) {
      const isInside = gate.resource === 'dsp' && blockOf.get(net) === gate.cell;
      const route = isInside ? 0 : connectionNs({ from: driver[net], net, to: gate }, delays);
      latest = Math.max(latest, arrival[net] + route);
    }
    const own = gate.resource === 'lut' ? delays.lutNs : gate.delay ? delays[gate.delay] : 0;
    arrival[gate.output] = latest + own;
  }
  const end = (net: Net, setupNs: number, block?: number): number => {
    if (net < firstWire) return 0;
    const isInside = block !== undefined && blockOf.get(net) === block;
    const route = isInside ? 0 : endRouteNs(driver[net], { isBlock: block !== undefined }, delays);
    return arrival[net] + route + setupNs;
  };
  const outputs = logic.ports.filter(({ direction }) => direction === 'output').flatMap(({ nets }) => nets);
  const ends = [
    ...logic.registers.map(({ data, isInBlock, cell }) =>
      end(data, delays.setupNs, isInBlock ? cell : undefined),
    ),
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

/** From a driver to a flip-flop or port; a LUT and what it selects have one beside them, unless it is one of a block. */
function endRouteNs(from: Driver, { isBlock }: { readonly isBlock: boolean }, delays: SliceDelays): number {
  const leave = from === 'carry' ? delays.carryOutNs : 0;
  const isRouted = isBlock || from === 'register' || from === 'dsp';
  return leave + (isRouted ? delays.netNs : 0);
}

/** The DSP block that drives a net, as the index of its cell. */
function blocksOf({ gates, registers }: Logic): ReadonlyMap<Net, number> {
  const blocks = new Map<Net, number>();
  for (const { output, resource, cell } of gates) if (resource === 'dsp') blocks.set(output, cell);
  for (const { output, isInBlock, cell } of registers) if (isInBlock) blocks.set(output, cell);
  return blocks;
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
