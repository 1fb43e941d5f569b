import { constantOne, constantZero, type Net } from '../netlist/netlist';

/** Bytes of a v128: one bit of each lane. */
export const slotBytes = 16;
export const laneCount = 128;

/**
 * Where each net's vectors lie in the memory of an instance of a part: one after the other, one for each group of 128
 * lanes. Nets that never leave a function have no place.
 */
export class MemoryLayout {
  private readonly slots: Int32Array;
  private slotCount = 2;

  constructor(
    netCount: number,
    /** Groups of lanes that are evaluated side by side. */
    readonly groups = 1,
  ) {
    this.slots = new Int32Array(netCount).fill(-1);
    this.slots[constantZero] = 0;
    this.slots[constantOne] = 1;
  }

  has(net: Net): boolean {
    return this.slots[net] >= 0;
  }

  /** Gives the net a place, if it has none. */
  place(net: Net): void {
    if (this.slots[net] >= 0) return;
    this.slots[net] = this.slotCount;
    this.slotCount += 1;
  }

  /** Places nets side by side, in order. */
  placeBus(nets: readonly Net[]): void {
    for (const net of nets) this.place(net);
  }

  /** Byte address of the net's vector of the first group, from where the instance's memory begins. */
  addressOf(net: Net): number {
    return this.slots[net] * this.groups * slotBytes;
  }

  /** Takes a place for other use and gives its address. */
  reserve(): number {
    this.slotCount += 1;
    return (this.slotCount - 1) * this.groups * slotBytes;
  }

  get bytes(): number {
    return this.slotCount * this.groups * slotBytes;
  }
}
