import { closerParent } from './closerParent';

describe('the closer parent', () => {
  const a = { depth: 2, width1: 8, width2: 16, norm: true };
  const b = { depth: 1, width1: 32, norm: false };

  it.each([
    ['has more genes of the child', { depth: 1, width1: 32, norm: true }, b],
    ['need not be the first', { depth: 2, width1: 8, width2: 16, norm: false }, a],
    ['of equals is the first', { depth: 3, width1: 8, norm: false }, a],
    ['of nothing in common is the first', { depth: 3, width1: 9 }, a],
    // Only a has width2, and the child has not: what is missing in both is no common gene.
    ['counts the genes of the child only', { depth: 1, width1: 8, norm: false }, b],
  ])('%s', (_, child, expected) => {
    expect(closerParent(child, [a, b])).toBe(expected);
  });
});
