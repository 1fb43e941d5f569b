/** How far predictions are from what was counted. */
export interface Scores {
  readonly count: number;
  /** Coefficient of determination. */
  readonly r2: number;
  /** Mean absolute error over the counted number, in percent. */
  readonly mape: number;
  /** Mean absolute error over the mean of both, in percent. */
  readonly smape: number;
  /** Largest error over the counted number, in percent. */
  readonly worst: number;
  /** Mean signed error over the counted number, in percent. */
  readonly bias: number;
}

export interface Prediction {
  readonly predicted: number;
  readonly counted: number;
}

/** Scores of predictions; numbers that were counted as 0 have no relative error and are left out. */
export function scoresOf(all: readonly Prediction[]): Scores {
  const pairs = all.filter(({ counted }) => counted !== 0);
  const mean = (of: (pair: Prediction) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const centre = mean(({ counted }) => counted);
  const unexplained = mean(({ predicted, counted }) => (predicted - counted) ** 2);
  const relative = ({ predicted, counted }: Prediction) => (100 * (predicted - counted)) / counted;
  return {
    count: pairs.length,
    r2: 1 - unexplained / mean(({ counted }) => (counted - centre) ** 2),
    mape: mean((pair) => Math.abs(relative(pair))),
    smape: mean(({ predicted, counted }) => (200 * Math.abs(predicted - counted)) / (predicted + counted)),
    worst: Math.max(...pairs.map((pair) => Math.abs(relative(pair)))),
    bias: mean(relative),
  };
}
