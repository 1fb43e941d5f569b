/** Transposes 32 rows of 32 bits in place: bit `j` of row `i` becomes bit `i` of row `j` (Warren, Hacker's Delight, 7-3). */
export function transposeBits(rows: Int32Array): void {
  let mask = 0x0000ffff;
  for (let step = 16; step > 0; step >>= 1) {
    for (let row = 0; row < 32; row = (row + step + 1) & ~step) {
      const swapped = ((rows[row] >>> step) ^ rows[row + step]) & mask;
      rows[row] ^= swapped << step;
      rows[row + step] ^= swapped;
    }
    mask ^= mask << (step >> 1);
  }
}
