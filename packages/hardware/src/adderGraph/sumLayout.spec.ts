import { sortTerms, sumLayout } from './sumLayout';

const term = (shift: number, negative = false): { node: number; shift: number; negative: boolean } => ({
  node: shift,
  shift,
  negative,
});

describe('sumLayout', () => {
  it.each([
    { terms: [term(0), term(0)], start: 0, why: 'both have a lowest bit' },
    { terms: [term(0), term(3)], start: 3, why: 'three bits of the first pass by' },
    { terms: [term(0), term(3, true)], start: 3, why: 'nothing is subtracted from the lowest three' },
    { terms: [term(0, true), term(3)], start: 0, why: 'the first is negated from bit 0 on' },
    { terms: [term(0), term(2), term(5)], start: 2, why: 'the third starts within the adder' },
  ])('starts at bit $start: $why', ({ terms, start }) => {
    expect(sumLayout(terms, { low: -100, high: 100 })).toEqual({ start, concatenation: false });
  });

  it('is a concatenation if an unsigned first term ends below the second', () => {
    expect(sumLayout([term(0), term(3)], { low: 0, high: 7 }).concatenation).toBe(true);
    expect(sumLayout([term(0), term(3)], { low: 0, high: 8 }).concatenation).toBe(false);
    expect(sumLayout([term(0), term(3)], { low: -1, high: 7 }).concatenation).toBe(false);
    expect(sumLayout([term(0), term(3, true)], { low: 0, high: 7 }).concatenation).toBe(false);
  });

  it('takes terms in the order of shift, sign and node', () => {
    const terms = [
      { node: 2, shift: 1, negative: false },
      { node: 1, shift: 0, negative: true },
      { node: 4, shift: 0, negative: false },
      { node: 3, shift: 0, negative: false },
    ];
    expect(sortTerms(terms).map(({ node }) => node)).toEqual([3, 4, 1, 2]);
  });
});
