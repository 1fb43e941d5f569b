import { type Problem } from './problem';

/** Branin's function, two variables, one objective; three minima of 0.397887 (Dixon and Szego 1978). */
export const branin: Problem = {
  space: { x: { kind: 'float', low: -5, high: 10 }, y: { kind: 'float', low: 0, high: 15 } },
  evaluate([x, y]) {
    const valley = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6;
    return [valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10];
  },
};
