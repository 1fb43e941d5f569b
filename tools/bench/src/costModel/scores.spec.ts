import { scoresOf } from './scores';

describe('scoresOf', () => {
  it('has the errors of 90 and 220 for 100 and 200', () => {
    // Relative errors -10 % and +10 %; over the means 20/190 and 40/420; squares 100 and 400 over 2 x 50^2.
    const scores = scoresOf([
      { predicted: 90, counted: 100 },
      { predicted: 220, counted: 200 },
    ]);
    expect(scores).toMatchObject({ count: 2, mape: 10, worst: 10, bias: 0 });
    expect(scores.smape).toBeCloseTo((100 * (20 / 190 + 40 / 420)) / 2, 9);
    expect(scores.r2).toBeCloseTo(1 - 500 / 5000, 9);
  });

  it('leaves out what was counted as 0, of which no share can be taken', () => {
    expect(
      scoresOf([
        { predicted: 1, counted: 0 },
        { predicted: 5, counted: 5 },
      ]),
    ).toMatchObject({ count: 1, mape: 0 });
  });
});
