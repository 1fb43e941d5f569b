import type { PartFamily } from '../parts/part';

/** Result bits of one carry cell: CARRY8, CARRY4, SB_CARRY, CCU2C. */
const bitsPerCarryCell: Record<PartFamily, number> = { xcup: 8, xc7: 4, ice40: 1, ecp5: 2 };

/** Carry cells of an adder of some bits. */
export function carryCells(bits: number, family: PartFamily): number {
  return Math.ceil(bits / bitsPerCarryCell[family]);
}
