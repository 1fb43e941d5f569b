import { constantOne, constantZero, type Net } from '../netlist/netlist';

/** Bytes of a v128: one bit of each lane. */
export const slotBytes = 16;
export const laneCount = 128;

/**
 * Where each net's vector lies in the memory of an instance of a part. Nets that never leave a function have no place.
 */
export class MemoryLayout {
  private readonly slots: Int32Array;
  private slotCount = 2;

  constructor(netCount: number) {
    this.slots = new Int32Array(netCount).fill(-1);
    this.slots[constantZero] = 0;
    this.slots[constantOne] = 1;
  }

  has(net: Net): boolean {
    return this.slots[net] >= 0;
  }

  /** Gives the net a place, if it has none. */
  place(net: Net): void {
    if (this.slots[net] < 0) this.slots[net] = this.reserve(1);
  }

  /** Places nets side by side, in order. */
  placeBus(nets: readonly Net[]): void {
    for (const net of nets) this.place(net);
  }

  /** Byte address of the net's vector, from where the instance's memory begins. */
  addressOf(net: Net): number {
    return this.slots[net] * slotBytes;
  }

  /** Takes `count` slots for other use and gives the first one's number. */
  reserve(count: number): number {
    const first = this.slotCount;
    this.slotCount += count;
    return first;
  }

  get bytes(): number {
    return this.slotCount * slotBytes;
  }
}
