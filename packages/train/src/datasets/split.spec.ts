import fc from 'fast-check';
import { shuffledIndices, splitSizes, stratifiedIndices } from './split';

const ascending = (indices: Int32Array) => Array.from(indices).sort((a, b) => a - b);
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('shuffledIndices', () => {
  it('is a permutation that depends on the seed alone (seed 4)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.nat(), (count, seed) => {
        const indices = shuffledIndices(count, seed);
        expect(ascending(indices)).toEqual(range(count));
        expect(shuffledIndices(count, seed)).toEqual(indices);
      }),
      { seed: 4 },
    );
  });

  it('gives each of the 6 orders of 3 its sixth of 6000 seeds, within 3 standard deviations', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const order = shuffledIndices(3, seed).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const deviation = Math.sqrt(6000 * (1 / 6) * (5 / 6));
    expect([...counts.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(3 * deviation);
  });

  // Computed before the two shuffles became one: splits of studies that exist must not move.
  it('keeps the order of seed 1', () => {
    expect([...shuffledIndices(10, 1)]).toEqual([7, 5, 3, 2, 4, 8, 9, 1, 0, 6]);
  });

  it('differs between seeds', () => {
    expect(shuffledIndices(50, 1)).not.toEqual(shuffledIndices(50, 2));
  });
});

describe('stratifiedIndices', () => {
  it('puts 2 of class 0 and 4 of class 1 as 1 0 1 | 1 0 1: positions 1/8 1/4 3/8 5/8 3/4 7/8', () => {
    const labels = [0, 1, 1, 0, 1, 1];
    const order = Array.from(stratifiedIndices(labels, 7), (index) => labels[index]);
    expect(order).toEqual([1, 0, 1, 1, 0, 1]);
  });

  it('keeps every class in its share of any prefix, to within half the number of classes (seed 5)', () => {
    const labels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(labels, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (y, seed, share) => {
        const order = stratifiedIndices(y, seed);
        expect(ascending(order)).toEqual(range(y.length));
        const prefix = order.slice(0, Math.floor(share * y.length));
        for (const label of [0, 1, 2, 3]) {
          const total = y.filter((each) => each === label).length;
          const found = prefix.filter((index) => y[index] === label).length;
          expect(Math.abs(found - (total * prefix.length) / y.length)).toBeLessThanOrEqual(0.5 + 2);
        }
      }),
      { seed: 5 },
    );
  });

  it('does not keep the order of the file within a class', () => {
    expect(stratifiedIndices(new Uint8Array(50), 1)).not.toEqual(Int32Array.from(range(50)));
  });
});

describe('splitSizes', () => {
  it.each([
    [{ train: 0.8, validation: 0.1, test: 0.1 }, 10, [8, 1, 1]],
    [{ train: 0.9, validation: 0.1 }, 60000, [54000, 6000, 0]],
    [{ train: 0.9, validation: 0.1, test: 0 }, 15, [14, 1, 0]],
    [{ train: 0.5, validation: 0.25, test: 0.25 }, 7, [4, 1, 2]],
  ])('cuts %j of %i into %j', (shares, count, [train, validation, test]) => {
    expect(splitSizes(count, shares)).toEqual({ train, validation, test });
  });

  it.each([
    [{ train: 0.8, validation: 0.3 }, 100, 'the sum 1.1'],
    [{ train: 1, validation: 0 }, 100, 'between 0 and 1'],
    [{ train: 1.2, validation: -0.2 }, 100, 'between 0 and 1'],
    [{ train: NaN, validation: 0.5 }, 100, 'between 0 and 1'],
    [{ train: 0.98, validation: 0.02 }, 10, 'a split is empty'],
    [{ train: 0.5, validation: 0.4, test: 0.1 }, 2, 'a split is empty'],
  ])('refuses %j of %i', (shares, count, text) => {
    const split = () => splitSizes(count, shares);
    expect(split).toThrow(
      expect.objectContaining({ code: 'dataset.split', message: expect.stringContaining(text) }),
    );
  });
});
