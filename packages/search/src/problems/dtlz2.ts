import { type Problem, unitCube } from './problem';

/** DTLZ2 with 12 variables and 3 objectives: the front is an eighth of the unit sphere (Deb et al. 2002, CEC). */
export const dtlz2: Problem = {
  space: unitCube(12),
  evaluate([first, second, ...rest]) {
    const radius = 1 + rest.reduce((sum, x) => sum + (x - 0.5) ** 2, 0);
    const [a, b] = [(first * Math.PI) / 2, (second * Math.PI) / 2];
    return [radius * Math.cos(a) * Math.cos(b), radius * Math.cos(a) * Math.sin(b), radius * Math.sin(a)];
  },
};
