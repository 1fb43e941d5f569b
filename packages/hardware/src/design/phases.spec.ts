import { alternativesOf, sourceByPhase } from './phases';

const zero = { constant: 0 };
const at = (element: number) => ({ instance: 0, element, delayCycles: 1 });

describe('a source by phase', () => {
  it('is a plain one if all phases that read anything read the same', () => {
    expect(sourceByPhase([at(1), undefined, at(1)])).toEqual(at(1));
    expect(sourceByPhase([undefined, undefined])).toEqual(zero);
  });

  it('reads the most frequent one where it does not matter', () => {
    expect(sourceByPhase([zero, at(1), at(1), undefined])).toEqual({
      phases: [zero, at(1), at(1), at(1)],
    });
  });

  it('has its alternatives in order of frequency, with their phases', () => {
    expect(alternativesOf([zero, at(1), at(1)])).toEqual([
      { source: at(1), isRead: [false, true, true] },
      { source: zero, isRead: [true, false, false] },
    ]);
  });
});
