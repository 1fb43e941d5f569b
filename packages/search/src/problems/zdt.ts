import { type Problem, unitCube } from './problem';

/** The ZDT problems with 30 variables and 2 objectives (Zitzler, Deb, Thiele 2000, doi:10.1162/106365600568202). */
const zdt = (h: (f: number, g: number) => number): Problem => ({
  space: unitCube(30),
  evaluate([first, ...rest]) {
    const g = 1 + (9 * rest.reduce((a, b) => a + b)) / rest.length;
    return [first, g * h(first, g)];
  },
});

export const zdt1 = zdt((f, g) => 1 - Math.sqrt(f / g));
export const zdt2 = zdt((f, g) => 1 - (f / g) ** 2);
export const zdt3 = zdt((f, g) => 1 - Math.sqrt(f / g) - (f / g) * Math.sin(10 * Math.PI * f));
