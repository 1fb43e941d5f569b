import type { Netlist } from '../netlist/netlist';
import { CycleSimulator } from './cycleSimulator';
import { serialTimetable, streams, unpackResults, vectorBits, type SerialStimulus } from './serialProtocol';

/**
 * Runs vectors through a mapped serial wrapper as a host would: bits in, `load`, `capture` at the right cycle, bits out.
 * `[count, outputs]` integers.
 */
export function runSerially(netlist: Netlist, stimulus: SerialStimulus): Int32Array {
  const { count, outputPorts } = stimulus;
  const simulator = new CycleSimulator(netlist);
  const results = new Int32Array(count * outputPorts.length);
  for (let first = 0; first < count; first += streams) {
    const bits = vectorBits(stimulus, first);
    const out = transfer(simulator, bits, stimulus);
    unpackResults(out, { results, first, stimulus });
  }
  return results;
}

/** The protocol of the serial wrapper; one word per bit of the result. */
function transfer(simulator: CycleSimulator, bits: Int32Array, stimulus: SerialStimulus): Int32Array {
  const { load, capture, firstOut, outputBits, end } = serialTimetable(bits.length, stimulus);
  const out = new Int32Array(outputBits);
  for (let cycle = 0; cycle < end; cycle += 1) {
    simulator.drive('serial_in', cycle < bits.length ? bits[cycle] : 0);
    simulator.drive('load', cycle === load ? -1 : 0);
    simulator.drive('capture', cycle === capture ? -1 : 0);
    simulator.evaluate();
    if (cycle >= firstOut) out[cycle - firstOut] = simulator.read('serial_out');
    simulator.edge();
  }
  return out;
}
