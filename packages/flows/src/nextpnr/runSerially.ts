import { elementRange, type BusElement } from '../gates/elementPorts';
import type { Netlist } from '../netlist/netlist';
import { CycleSimulator, streams } from './cycleSimulator';

/** Vectors for a design in a serial wrapper. */
export interface SerialStimulus {
  /** `[count, inputs]` integers, row by row. */
  readonly inputs: Int32Array;
  readonly count: number;
  readonly inputBits: number;
  readonly inputPorts: readonly BusElement[];
  readonly outputPorts: readonly BusElement[];
  /** By beat: which element of the vector each input port carries; -1 for none. One beat with all if absent. */
  readonly beats?: readonly (readonly number[])[];
  /** Clock edges from a vector's first beat at the design's input to its result. */
  readonly latencyCycles: number;
}

/** From `load` to the first beat at the design, see `wrapDesign`. */
const loadCycles = 2;

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
    unpack(out, { results, first, stimulus });
  }
  return results;
}

/** One word per bit of the vector, beat after beat; a stream per vector. */
function vectorBits(stimulus: SerialStimulus, first: number): Int32Array {
  const { inputs, count, inputBits, inputPorts } = stimulus;
  const beats = stimulus.beats ?? [inputPorts.map((_, element) => element)];
  const elements = inputs.length / count;
  const words = new Int32Array(inputBits * beats.length);
  beats.forEach((beat, b) =>
    inputPorts.forEach(({ offset, width }, port) => {
      if (beat[port] < 0) return;
      for (let stream = 0; stream < Math.min(streams, count - first); stream += 1) {
        const value = inputs[(first + stream) * elements + beat[port]];
        for (let bit = 0; bit < width; bit += 1) {
          words[b * inputBits + offset + bit] |= ((value >> Math.min(bit, 31)) & 1) << stream;
        }
      }
    }),
  );
  return words;
}

/** The protocol of the serial wrapper; one word per bit of the result. */
function transfer(
  simulator: CycleSimulator,
  bits: Int32Array,
  { outputPorts, latencyCycles }: SerialStimulus,
): Int32Array {
  const load = bits.length;
  const capture = load + loadCycles + latencyCycles - 1;
  const firstOut = capture + 2;
  const outputBits = outputPorts.reduce((most, { offset, width }) => Math.max(most, offset + width), 0);
  const out = new Int32Array(outputBits);
  for (let cycle = 0; cycle < firstOut + outputBits; cycle += 1) {
    simulator.drive('serial_in', cycle < bits.length ? bits[cycle] : 0);
    simulator.drive('load', cycle === load ? -1 : 0);
    simulator.drive('capture', cycle === capture ? -1 : 0);
    simulator.evaluate();
    if (cycle >= firstOut) out[cycle - firstOut] = simulator.read('serial_out');
    simulator.edge();
  }
  return out;
}

function unpack(
  out: Int32Array,
  into: { readonly results: Int32Array; readonly first: number; readonly stimulus: SerialStimulus },
): void {
  const { results, first, stimulus } = into;
  const { count, outputPorts } = stimulus;
  for (let stream = 0; stream < Math.min(streams, count - first); stream += 1) {
    outputPorts.forEach((port, element) => {
      let value = 0;
      for (let bit = 0; bit < port.width; bit += 1) {
        value += ((out[port.offset + bit] >>> stream) & 1) * 2 ** bit;
      }
      const { high } = elementRange(port);
      results[(first + stream) * outputPorts.length + element] =
        value > high ? value - 2 ** port.width : value;
    });
  }
}
