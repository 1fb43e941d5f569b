import { intervalWidth } from '../adderGraph/intervalWidth';

/** Bits that hold all of `low ... high` in two's complement, sign included. */
export function signedWidth({ low, high }: { readonly low: number; readonly high: number }): number {
  const { width, signed } = intervalWidth(low, high);
  return signed ? width : width + 1;
}
