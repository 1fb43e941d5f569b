import fc from 'fast-check';
import { rocFigures } from './roc';

const figures = (signal: number[], background: number[], efficiency = 0.5) =>
  rocFigures(
    { scores: Float64Array.of(...background, ...signal), isSignal: (sample) => sample >= background.length },
    efficiency,
  );

describe('rocFigures', () => {
  test.each([
    { signal: [3, 4], background: [1, 2], area: 1, why: 'all signal is above' },
    { signal: [1, 2], background: [3, 4], area: 0, why: 'all signal is below' },
    { signal: [1, 1], background: [1, 1, 1], area: 0.5, why: 'ties count half' },
    { signal: [1, 3], background: [2, 2], area: 0.5, why: 'one of two signals is above both' },
    { signal: [2, 3], background: [1, 2], area: 0.875, why: '3 wins and a tie of 4 pairs' },
  ])(
    'signal $signal over background $background has the area $area: $why',
    ({ signal, background, area }) => {
      expect(figures(signal, background).area).toBe(area);
    },
  );

  test.each([
    { efficiency: 0.5, rejection: 4, why: 'above 3 there are 2 of 4 signals and 1 of 4 backgrounds' },
    { efficiency: 0.75, rejection: 2, why: 'a third signal lets a second background pass' },
    { efficiency: 0.25, rejection: undefined, why: 'no background is above the best signal' },
  ])('at the efficiency $efficiency the rejection is $rejection: $why', ({ efficiency, rejection }) => {
    expect(figures([9, 7, 5, 1], [8, 6, 2, 0], efficiency).rejection).toBe(rejection);
  });

  test('the efficiency asks for no signal more than its share: 0.55 of 100 are 55', () => {
    // Signals 100 to 1; the only backgrounds lie between the 55th and the 56th signal, and below all.
    const signal = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(figures(signal, [45.5, 0], 0.55).rejection).toBeUndefined();
    expect(figures(signal, [45.5, 0], 0.56).rejection).toBe(2);
  });

  test('samples of the same score pass together', () => {
    expect(figures([5, 5], [5, 5, 1], 0.5).rejection).toBe(1.5);
  });

  test('without signal or background nothing is defined', () => {
    expect(figures([], [1, 2])).toEqual({});
    expect(figures([1, 2], [])).toEqual({});
  });

  test('the area is the share of pairs in the right order, ties half (seed 12)', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(scores, scores, (signal, background) => {
        const pairs = signal.flatMap((s) => background.map((b) => (s > b ? 1 : s === b ? 0.5 : 0)));
        const share = pairs.reduce((sum: number, each) => sum + each, 0) / pairs.length;
        expect(figures(signal, background).area).toBeCloseTo(share, 12);
      }),
      { seed: 12 },
    );
  });
});
