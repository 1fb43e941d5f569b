import type { BusElement } from './elementPorts';
import { laneCount } from './memoryLayout';
import { transposeBits } from './transpose';

interface OutputBusOptions {
  readonly memory: ArrayBufferLike;
  /** Byte address of each bit of the bus. */
  readonly addresses: readonly number[];
  readonly elements: readonly BusElement[];
  readonly count: number;
  readonly vectorsPerLane: number;
  /** Groups of lanes. */
  readonly groups: number;
}

const lanesPerWord = 32;
const wordBytes = 4;

/** Collects the results of one cycle from the output bus of all lanes. */
export class OutputBus {
  /** `[count, elements]`. */
  readonly values: Int32Array;
  private readonly words: Int32Array;
  private readonly rows = new Int32Array(lanesPerWord);

  constructor(private readonly options: OutputBusOptions) {
    this.values = new Int32Array(options.count * options.elements.length);
    this.words = new Int32Array(options.memory);
  }

  /** Stores the result of vector `l * vectorsPerLane + index` from each lane `l`. */
  sample(index: number): void {
    const { elements, count, vectorsPerLane, groups } = this.options;
    const lanes = Math.min(groups * laneCount, Math.ceil((count - index) / vectorsPerLane));
    elements.forEach((port, element) => {
      if (port.width === 0) return;
      for (let first = 0; first < lanes; first += lanesPerWord) {
        this.takeBits(port, first / lanesPerWord);
        const unused = 32 - port.width;
        for (let lane = first; lane < Math.min(lanes, first + lanesPerWord); lane += 1) {
          const bits = this.rows[lane - first] << unused;
          const value = port.signed ? bits >> unused : bits >>> unused;
          this.values[(lane * vectorsPerLane + index) * elements.length + element] = value;
        }
      }
    });
  }

  /** Leaves the bits of one element of 32 lanes in `rows`, one row per lane. */
  private takeBits({ offset, width }: BusElement, word: number): void {
    const { rows, words } = this;
    const { addresses } = this.options;
    for (let bit = 0; bit < width; bit += 1) {
      rows[bit] = words[addresses[offset + bit] / wordBytes + word];
    }
    rows.fill(0, width);
    transposeBits(rows);
  }
}
