import fc from 'fast-check';
import { transposeBits } from './transpose';

const rows = fc.array(fc.integer(), { minLength: 32, maxLength: 32 });

describe('transposeBits', () => {
  it('moves bit j of row i to bit i of row j (seed 4)', () => {
    fc.assert(
      fc.property(rows, (values) => {
        const transposed = Int32Array.from(values);
        transposeBits(transposed);
        for (let i = 0; i < 32; i += 1) {
          for (let j = 0; j < 32; j += 1) expect((transposed[j] >>> i) & 1).toBe((values[i] >>> j) & 1);
        }
      }),
      { seed: 4, numRuns: 20 },
    );
  });
});
