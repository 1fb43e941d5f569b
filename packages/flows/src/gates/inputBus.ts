import { CodesignError } from '@nx-codesign/ir';
import { elementRange, type BusElement } from './elementPorts';
import { laneCount, slotBytes } from './memoryLayout';
import { bitsPerPlane } from './packCode';

interface InputBusOptions {
  readonly memory: ArrayBufferLike;
  /** `pack1` ... `pack8` of the compiled module. */
  readonly packs: readonly ((bytes: number, slot: number) => void)[];
  readonly planeAddress: number;
  /** Byte address of each bit of the bus; neighbours lie side by side. */
  readonly addresses: readonly number[];
  /** The ports of a beat. */
  readonly elements: readonly BusElement[];
  /** `beats[b][e]`: the input that port `e` carries in beat `b`; -1 for none, which is 0. */
  readonly beats: readonly (readonly number[])[];
  /** `[count, inputs]`. */
  readonly values: Int32Array;
  readonly count: number;
  /** Vectors in a row that a lane takes; 0: every lane takes every vector. */
  readonly vectorsPerLane: number;
  /** Groups of lanes. */
  readonly groups: number;
}

/** Feeds one beat of the vectors of all lanes to the input bus. */
export class InputBus {
  private readonly plane: Uint8Array;
  private readonly inputs: number;

  constructor(private readonly options: InputBusOptions) {
    const { values, count, memory, planeAddress } = options;
    this.inputs = values.length / count;
    this.plane = new Uint8Array(memory, planeAddress, laneCount);
    checkBeats(options);
    checkRange(options);
  }

  /** Lane `l` gets vector `l * vectorsPerLane + index`; lanes past the last vector keep what they had. */
  load(index: number, beat: number): void {
    for (let group = 0; group < this.options.groups; group += 1) this.loadGroup(index, beat, group);
  }

  private loadGroup(index: number, beat: number, group: number): void {
    const { elements, planeAddress, packs, addresses, beats, vectorsPerLane } = this.options;
    const first = index + group * laneCount * vectorsPerLane;
    elements.forEach(({ offset, width }, element) => {
      const input = beats[beat][element];
      for (let shift = 0; shift < width; shift += bitsPerPlane) {
        if (input < 0) this.plane.fill(0);
        else this.gather(first, input, shift);
        const slot = addresses[offset + shift] + group * slotBytes;
        packs[Math.min(bitsPerPlane, width - shift) - 1](planeAddress, slot);
      }
    });
  }

  /** Eight bits of one input of every lane's vector, of which the first lane's is `first`. */
  private gather(first: number, input: number, shift: number): void {
    const { values, count, vectorsPerLane } = this.options;
    const { plane, inputs } = this;
    const stride = vectorsPerLane * inputs;
    const usedLanes = Math.max(0, Math.min(laneCount, Math.ceil((count - first) / vectorsPerLane)));
    let place = first * inputs + input;
    for (let lane = 0; lane < usedLanes; lane += 1) {
      plane[lane] = values[place] >> shift;
      place += stride;
    }
  }
}

function checkBeats({ elements, beats, values, count }: InputBusOptions): void {
  const inputs = values.length / count;
  const carried = beats.reduce((most, beat) => Math.max(most, ...beat), -1) + 1;
  if (beats.some((beat) => beat.length !== elements.length)) {
    const message = `Expected beats of ${elements.length} elements, got ${beats.map(({ length }) => length).join(', ')}.`;
    throw new CodesignError('flows.badPorts', message);
  }
  if (Number.isInteger(inputs) && inputs >= carried) return;
  const expected = `${count} vectors of ${carried} elements`;
  throw new CodesignError('flows.badPorts', `Expected ${expected}, got ${values.length} integers.`);
}

/** Row by row, as the values lie in memory. */
function checkRange({ elements, beats, values, count }: InputBusOptions): void {
  const inputs = values.length / count;
  const low = new Float64Array(inputs).fill(-Infinity);
  const high = new Float64Array(inputs).fill(Infinity);
  for (const beat of beats) {
    beat.forEach((input, element) => {
      if (input < 0) return;
      const range = elementRange(elements[element]);
      low[input] = Math.max(low[input], range.low);
      high[input] = Math.min(high[input], range.high);
    });
  }
  for (let place = 0, input = 0; place < values.length; place += 1) {
    const value = values[place];
    if (value < low[input] || value > high[input]) {
      const found = `Input ${input} of vector ${(place - input) / inputs} is ${value}`;
      const allowed = `its port holds ${low[input]} to ${high[input]}`;
      throw new CodesignError('flows.inputRange', `${found}; ${allowed}. Quantise the inputs first.`);
    }
    input = input + 1 === inputs ? 0 : input + 1;
  }
}
