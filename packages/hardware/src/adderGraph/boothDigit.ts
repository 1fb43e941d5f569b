/**
 * Digit `place` of an integer in radix 4 with the digits -2 ... 2 (Booth's recoding in the form of MacSorley 1961,
 * doi:10.1109/JRPROC.1961.287779): `y = sum_k boothDigit(y, k) 4^k`. It depends on three bits of the two's complement.
 */
export function boothDigit(y: number, place: number): number {
  const bit = (position: number): number => (position < 0 ? 0 : Math.abs(Math.floor(y / 2 ** position) % 2));
  return bit(2 * place - 1) + bit(2 * place) - 2 * bit(2 * place + 1);
}
