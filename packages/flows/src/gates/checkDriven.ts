import { CodesignError } from '@nx-codesign/ir';
import { firstWire, type Net, type Port } from '../netlist/netlist';
import type { Logic } from './logic';

/** Throws `flows.badNetlist` unless every net that something reads comes from an input, a gate or a register. */
export function checkDriven(logic: Logic): void {
  const driven = new Uint8Array(logic.netCount);
  for (const { direction, nets } of logic.ports) {
    if (direction === 'input') for (const net of nets) driven[net] = 1;
  }
  for (const { output } of logic.gates) driven[output] = 1;
  for (const { output } of logic.registers) driven[output] = 1;
  const missing = (net: Net) => net >= firstWire && driven[net] !== 1;
  const readers: { what: string; nets: readonly Net[] }[] = [
    ...logic.ports.map(({ name, nets }: Port) => ({ what: `port ${name}`, nets })),
    ...logic.registers.map(({ data, cell }) => ({ what: `register cell ${cell}`, nets: [data] })),
    ...logic.gates.map(({ inputs, cell }) => ({ what: `cell ${cell}`, nets: inputs })),
  ];
  for (const { what, nets } of readers) {
    const net = nets.find(missing);
    if (net === undefined) continue;
    const message = `Net ${net} of ${logic.name}, read by ${what}, has no driver. Link all modules and synthesise again.`;
    throw new CodesignError('flows.badNetlist', message);
  }
}
