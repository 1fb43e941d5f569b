import { alternativesOf, conditionsOf, phaseCondition, sourceByPhase } from './phases';

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

describe('the condition for some phases', () => {
  it.each([
    { why: 'the first', isRead: [true, false, false], kind: 'first' },
    { why: 'all others', isRead: [false, true, true], kind: 'notFirst' },
    { why: 'the second of two', isRead: [false, true], kind: 'notFirst' },
    { why: 'a later one: a table', isRead: [false, true, false], kind: 'table' },
    { why: 'all but a later one: a table', isRead: [true, false, true], kind: 'table' },
  ])('is said as simply as can be: $why', ({ isRead, kind }) => {
    expect(phaseCondition(isRead)).toMatchObject({ kind });
  });

  it('is there for each alternative but the first', () => {
    expect(conditionsOf(at(1))).toEqual([]);
    expect(conditionsOf({ phases: [zero, at(1), at(1)] })).toEqual([{ kind: 'first' }]);
  });
});
