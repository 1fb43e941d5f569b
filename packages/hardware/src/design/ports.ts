import type { ElementPort } from './design';

/** Total bits of a packed bus. */
export function busWidth(ports: readonly ElementPort[]): number {
  return ports.reduce((bits, port) => bits + port.width, 0);
}

/**
 * Smallest two's complement (or unsigned, if no value is negative) width that holds `low ... high`;
 * 0 if both are 0.
 */
export function intervalWidth(low: number, high: number): { width: number; signed: boolean } {
  const signed = low < 0;
  const magnitude = Math.max(high, signed ? -low - 1 : 0);
  return { width: bitLength(magnitude) + (signed ? 1 : 0), signed };
}

/** Bits of a non-negative integer without leading zeros; exact up to 2^53. */
export function bitLength(value: number): number {
  return value < 2 ** 31 ? 32 - Math.clz32(value) : 32 + bitLength(Math.floor(value / 2 ** 32));
}

/** Lays the elements with the given bounds side by side on a bus, element 0 at bit 0. */
export function packPorts(value: {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly fraction: number;
}): ElementPort[] {
  let offset = 0;
  return value.low.map((low, element) => {
    const port = { offset, ...intervalWidth(low, value.high[element]), fraction: value.fraction };
    offset += port.width;
    return port;
  });
}
