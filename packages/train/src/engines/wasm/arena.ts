import type { Address } from './kernels';

/** Cache line of every machine that matters. */
const alignment = 64;

/** Hands out memory from `base` on; nothing is ever given back, the plan reuses what it can. */
export interface Arena {
  allocate(bytes: number): Address;
  /** First address beyond all that was handed out. */
  end(): Address;
}

export function createArena(base: Address): Arena {
  let next = aligned(base);
  return {
    allocate(bytes) {
      const address = next;
      next = aligned(next + bytes);
      return address;
    },
    end: () => next,
  };
}

function aligned(address: number): number {
  return Math.ceil(address / alignment) * alignment;
}
