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
  readonly elements: readonly BusElement[];
  /** `[count, elements]`. */
  readonly values: Int32Array;
  readonly count: number;
  /** Vectors in a row that a lane takes; 0: every lane takes every vector. */
  readonly vectorsPerLane: number;
}

/** Feeds the vectors of one cycle to the input bus of all lanes. */
export class InputBus {
  private readonly plane: Uint8Array;

  constructor(private readonly options: InputBusOptions) {
    const { elements, values, count, memory, planeAddress } = options;
    if (values.length !== count * elements.length) {
      const expected = `${count} vectors of ${elements.length} elements`;
      throw new CodesignError('flows.badPorts', `Expected ${expected}, got ${values.length} integers.`);
    }
    this.plane = new Uint8Array(memory, planeAddress, laneCount);
    checkRange(options);
  }

  /** Lane `l` gets vector `l * vectorsPerLane + index`; lanes past the last vector keep what they had. */
  load(index: number): void {
    const { elements, planeAddress, packs, addresses } = this.options;
    elements.forEach(({ offset, width }, element) => {
      for (let shift = 0; shift < width; shift += bitsPerPlane) {
        this.gather(index, element, shift);
        packs[Math.min(bitsPerPlane, width - shift) - 1](planeAddress, addresses[offset + shift]);
      }
    });
  }

  /** Eight bits of one element of every lane's vector. */
  private gather(index: number, element: number, shift: number): void {
    const { values, elements, count, vectorsPerLane } = this.options;
    const { plane } = this;
    const stride = vectorsPerLane * elements.length;
    const usedLanes = Math.max(0, Math.min(laneCount, Math.ceil((count - index) / vectorsPerLane)));
    let place = index * elements.length + element;
    for (let lane = 0; lane < usedLanes; lane += 1) {
      plane[lane] = values[place] >> shift;
      place += stride;
    }
  }
}

function checkRange({ elements, values }: InputBusOptions): void {
  elements.forEach((port, element) => {
    const { low, high } = elementRange(port);
    for (let place = element; place < values.length; place += elements.length) {
      if (values[place] >= low && values[place] <= high) continue;
      const vector = (place - element) / elements.length;
      const found = `Input ${element} of vector ${vector} is ${values[place]}`;
      throw new CodesignError(
        'flows.inputRange',
        `${found}; its port holds ${low} to ${high}. Quantise the inputs first.`,
      );
    }
  });
}
