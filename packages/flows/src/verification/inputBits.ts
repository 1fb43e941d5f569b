import type { ClockedLogic } from '../gates/clockedLogic';
import { beatsOf, type InputStimulus } from '../gates/stimulus';
import type { Net } from '../netlist/netlist';

interface InputPlaces {
  readonly design: Pick<ClockedLogic, 'inputBus'>;
  readonly stimulus: InputStimulus;
}

/** The inputs that bits of the input nets are. For designs that take a vector in one beat. */
export function vectorOfBits(bitOf: (net: Net) => 0 | 1, { design, stimulus }: InputPlaces): Int32Array {
  const vector = new Int32Array(stimulus.inputs.length / stimulus.count);
  const [beat] = beatsOf(stimulus);
  stimulus.inputPorts.forEach(({ offset, width, signed }, port) => {
    if (beat[port] < 0 || width === 0) return;
    let value = 0;
    for (let bit = 0; bit < width; bit += 1) value |= bitOf(design.inputBus.nets[offset + bit]) << bit;
    const unused = 32 - width;
    vector[beat[port]] = signed ? (value << unused) >> unused : value;
  });
  return vector;
}

/** The bits of the input nets that a vector is. */
export function bitsOfVector(
  vector: Int32Array,
  { inputBus }: Pick<ClockedLogic, 'inputBus'>,
  stimulus: InputStimulus,
): (net: Net) => 0 | 1 {
  const bits = new Map<Net, 0 | 1>();
  const [beat] = beatsOf(stimulus);
  stimulus.inputPorts.forEach(({ offset, width }, port) => {
    for (let bit = 0; bit < width; bit += 1) {
      const value = beat[port] < 0 ? 0 : vector[beat[port]] >> bit;
      bits.set(inputBus.nets[offset + bit], (value & 1) as 0 | 1);
    }
  });
  return (net) => bits.get(net) ?? 0;
}
