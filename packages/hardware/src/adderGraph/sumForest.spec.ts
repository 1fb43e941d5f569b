import { SumForest, type Leaf } from './sumForest';

const unsigned = (bits: number, shift = 0, negative = false): Leaf => ({
  ...{ depth: 0, shift, negative },
  ...{ low: 0, high: (2 ** bits - 1) * 2 ** shift },
});

describe('a forest of sums', () => {
  it.each([
    { leaves: [unsigned(4), unsigned(4)], radix: 2, bits: 5, level: 1, why: '0 ... 30' },
    {
      leaves: [unsigned(4), unsigned(4, 2)],
      radix: 2,
      bits: 5,
      level: 1,
      why: '7 bits, the lowest two pass',
    },
    { leaves: [unsigned(2), unsigned(4, 2)], radix: 2, bits: 0, level: 1, why: 'side by side' },
    { leaves: [unsigned(4), unsigned(4, 0, true)], radix: 2, bits: 5, level: 1, why: '-15 ... 15' },
    {
      leaves: [unsigned(4, 0, true), unsigned(4, 2)],
      radix: 2,
      bits: 7,
      level: 1,
      why: '-15 ... 60, none passes',
    },
    { leaves: Array(3).fill(unsigned(4)), radix: 3, bits: 6, level: 2, why: 'one adder of three, 0 ... 45' },
    { leaves: Array(4).fill(unsigned(4)), radix: 2, bits: 5 + 5 + 6, level: 2, why: 'a binary tree' },
    {
      leaves: Array(4).fill(unsigned(4)),
      radix: 3,
      bits: 5 + 5 + 6,
      level: 2,
      why: 'no room for three inputs',
    },
  ] as const)('takes $bits adder bits on $level levels: $why', ({ leaves, radix, bits, level }) => {
    const forest = new SumForest();
    const id = forest.grow(leaves, { radix });
    expect(forest.bitsOf(id)).toBe(bits);
    expect(forest.tree(id).level).toBe(level);
  });

  it('takes fewer adders where it may have a level more', () => {
    const forest = new SumForest();
    const leaves = Array.from({ length: 4 }, () => unsigned(4));
    // Three are one adder of 6 bits, and the fourth makes a second one of 6 bits.
    expect(forest.bitsOf(forest.grow(leaves, { radix: 3, levels: 3 }))).toBe(6 + 6);
  });

  it('keeps its trees: one does not change another', () => {
    const forest = new SumForest();
    const first = forest.grow([unsigned(4), unsigned(4)], { radix: 2 });
    forest.grow([unsigned(8), unsigned(8)], { radix: 2 });
    expect(forest.bitsOf(first)).toBe(5);
  });
});
