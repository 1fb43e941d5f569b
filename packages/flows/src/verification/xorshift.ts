/** Numbers from 0 to 1 (Marsaglia 2003, doi:10.18637/jss.v008.i14: 13, 17, 5). */
export function xorshift(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
