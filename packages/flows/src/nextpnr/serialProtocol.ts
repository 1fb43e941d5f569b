import { elementRange, type BusElement } from '../gates/elementPorts';

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

/** Independent streams of vectors, a bit of a word each. */
export const streams = 32;

/** From `load` to the first beat at the design, see `wrapDesign`. */
const loadCycles = 2;

/** Cycles of a serial transfer, counted from the first bit of the vector on `serial_in`. */
export interface SerialTimetable {
  readonly load: number;
  readonly capture: number;
  /** The cycle in which bit 0 of the result is on `serial_out`. */
  readonly firstOut: number;
  readonly outputBits: number;
  /** Cycles in all. */
  readonly end: number;
}

export function serialTimetable(
  vectorBits: number,
  { outputPorts, latencyCycles }: Pick<SerialStimulus, 'outputPorts' | 'latencyCycles'>,
): SerialTimetable {
  const capture = vectorBits + loadCycles + latencyCycles - 1;
  const firstOut = capture + 2;
  const outputBits = outputPorts.reduce((most, { offset, width }) => Math.max(most, offset + width), 0);
  return { load: vectorBits, capture, firstOut, outputBits, end: firstOut + outputBits };
}

/** One word per bit of the vector, beat after beat; a stream per vector from `first`. */
export function vectorBits(stimulus: SerialStimulus, first: number): Int32Array {
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

/** Writes the results of up to 32 vectors from `first`, one word per bit, into `[count, outputs]` integers. */
export function unpackResults(
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
