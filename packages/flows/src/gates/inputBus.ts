import { CodesignError } from '@nx-codesign/ir';
import { elementRange, type BusElement } from './elementPorts';
import { laneCount } from './memoryLayout';
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
    const { elements, planeAddress, packs, addresses, beats } = this.options;
    elements.forEach(({ offset, width }, element) => {
      const input = beats[beat][element];
      for (let shift = 0; shift < width; shift += bitsPerPlane) {
        if (input < 0) this.plane.fill(0);
        else this.gather({ index, input, shift });
        packs[Math.min(bitsPerPlane, width - shift) - 1](planeAddress, addresses[offset + shift]);
      }
    });
  }

  /** Eight bits of one input of every lane's vector. */
  private gather({ index, input, shift }: { index: number; input: number; shift: number }): void {
    const { values, count, vectorsPerLane } = this.options;
    const { plane, inputs } = this;
    const stride = vectorsPerLane * inputs;
    const usedLanes = Math.max(0, Math.min(laneCount, Math.ceil((count - index) / vectorsPerLane)));
    let place = index * inputs + input;
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

function checkRange({ elements, beats, values, count }: InputBusOptions): void {
  const inputs = values.length / count;
  for (const beat of beats) {
    beat.forEach((input, element) => {
      const { low, high } = elementRange(elements[element]);
      for (let place = input; input >= 0 && place < values.length; place += inputs) {
        if (values[place] >= low && values[place] <= high) continue;
        const found = `Input ${input} of vector ${(place - input) / inputs} is ${values[place]}`;
        const allowed = `its port holds ${low} to ${high}`;
        throw new CodesignError('flows.inputRange', `${found}; ${allowed}. Quantise the inputs first.`);
      }
    });
  }
}
