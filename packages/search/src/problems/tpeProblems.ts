import { branin } from './branin';
import { type Genotype } from '../spaces/genotype';
import { type Space } from '../spaces/space';

/** A test function with one objective, minimised, over a space that may be mixed and conditional. */
export interface SingleProblem {
  readonly space: Space;
  /** Its least value. */
  readonly least: number;
  evaluate(genotype: Genotype): number;
}

/** `count` numbers in `[low, high]`, named x1, x2, ... */
function cube(count: number, low: number, high: number): Space {
  const names = Array.from({ length: count }, (_, index) => `x${index + 1}`);
  return Object.fromEntries(names.map((name) => [name, { kind: 'float', low, high }]));
}

const numbersOf = (genotype: Genotype) => Object.values(genotype) as number[];

/** Sum of squares of five variables. */
export const sphere5: SingleProblem = {
  space: cube(5, -5, 5),
  least: 0,
  evaluate: (genotype) => numbersOf(genotype).reduce((sum, x) => sum + x * x, 0),
};

export const branin2: SingleProblem = {
  space: branin.space,
  least: 0.397887,
  evaluate: (genotype) => branin.evaluate(numbersOf(genotype))[0],
};

/** Rosenbrock's valley in four variables (1960). */
export const rosenbrock4: SingleProblem = {
  space: cube(4, -5, 10),
  least: 0,
  evaluate(genotype) {
    const x = numbersOf(genotype);
    return x
      .slice(1)
      .reduce((sum, next, index) => sum + 100 * (next - x[index] ** 2) ** 2 + (1 - x[index]) ** 2, 0);
  },
};

const HARTMANN_HEIGHTS = [1, 1.2, 3, 3.2];
const HARTMANN_WIDTHS = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const HARTMANN_CENTRES = [
  [1312, 1696, 5569, 124, 8283, 5886],
  [2329, 4135, 8307, 3736, 1004, 9991],
  [2348, 1451, 3522, 2883, 3047, 6650],
  [4047, 8828, 8732, 5743, 1091, 381],
];

/** Hartmann's function of six variables (Dixon and Szego 1978). */
export const hartmann6: SingleProblem = {
  space: cube(6, 0, 1),
  least: -3.32237,
  evaluate(genotype) {
    const x = numbersOf(genotype);
    return -HARTMANN_HEIGHTS.reduce((sum, height, hill) => {
      const distance = x.reduce(
        (total, value, k) =>
          total + HARTMANN_WIDTHS[hill][k] * (value - HARTMANN_CENTRES[hill][k] / 1e4) ** 2,
        0,
      );
      return sum + height * Math.exp(-distance);
    }, 0);
  },
};

/**
 * A network in small: the depth gives 1 to 4 widths, each best at half of the one before (the first at 64), and a
 * learning rate that is best at 0.003 for tanh, at 0.01 for relu, which has a slope of its own besides.
 */
export const conditionalStack: SingleProblem = {
  space: {
    depth: { kind: 'integer', low: 1, high: 4 },
    ...Object.fromEntries(
      [1, 2, 3, 4].map((layer): [string, Space[string]] => [
        `width${layer}`,
        {
          ...{ kind: 'integer', low: 8, high: 128, step: 8 },
          ...(layer > 1 && { when: { parameter: 'depth', atLeast: layer } }),
        },
      ]),
    ),
    activation: { kind: 'categorical', choices: ['relu', 'tanh', 'sigmoid'] },
    slope: { kind: 'float', low: 0, high: 0.5, when: { parameter: 'activation', oneOf: ['relu'] } },
    rate: { kind: 'float', low: 1e-5, high: 1, log: true },
  },
  least: 0,
  evaluate(genotype) {
    const depth = Number(genotype.depth);
    const widths = [1, 2, 3, 4].slice(0, depth).map((layer) => Number(genotype[`width${layer}`]));
    const misfit = widths.reduce((sum, width, layer) => sum + ((width - 64 / 2 ** layer) / 64) ** 2, 0);
    const relu = genotype.activation === 'relu';
    const activation = relu
      ? (Number(genotype.slope) - 0.1) ** 2
      : genotype.activation === 'tanh'
        ? 0.1
        : 0.4;
    const rate = Math.log10(Number(genotype.rate)) + (relu ? 2 : 2.5);
    return (depth - 3) ** 2 / 4 + misfit + activation + (rate * rate) / 4;
  },
};

/** A choice between three methods, each with parameters of its own: a sphere, a valley and a row of categories. */
export const conditionalMethods: SingleProblem = {
  space: {
    method: { kind: 'categorical', choices: ['sphere', 'valley', 'row'] },
    ...Object.fromEntries(
      ['x', 'y', 'z'].map((name): [string, Space[string]] => [
        name,
        { kind: 'float', low: -2, high: 2, when: { parameter: 'method', oneOf: ['sphere'] } },
      ]),
    ),
    u: { kind: 'float', low: -2, high: 2, when: { parameter: 'method', oneOf: ['valley'] } },
    v: { kind: 'float', low: -1, high: 3, when: { parameter: 'method', oneOf: ['valley'] } },
    ...Object.fromEntries(
      [1, 2, 3, 4, 5].map((place): [string, Space[string]] => [
        `c${place}`,
        {
          ...{ kind: 'categorical', choices: ['a', 'b', 'c', 'd'] },
          when: { parameter: 'method', oneOf: ['row'] },
        },
      ]),
    ),
    scale: { kind: 'float', low: 0.01, high: 100, log: true },
  },
  least: 0,
  evaluate(genotype) {
    const scale = Math.log10(Number(genotype.scale)) ** 2 / 4;
    const value = (name: string) => Number(genotype[name]);
    if (genotype.method === 'sphere') {
      return 0.3 + scale + (value('x') - 1) ** 2 + (value('y') + 1) ** 2 + value('z') ** 2;
    }
    if (genotype.method === 'valley')
      return scale + (value('v') - value('u') ** 2) ** 2 * 5 + (1 - value('u')) ** 2 / 4;
    const wanted = ['b', 'd', 'a', 'c', 'b'];
    return 0.1 + scale + wanted.filter((letter, index) => genotype[`c${index + 1}`] !== letter).length / 3;
  },
};

export const tpeProblems: Readonly<Record<string, SingleProblem>> = {
  'sphere-5': sphere5,
  Branin: branin2,
  'Hartmann-6': hartmann6,
  'Rosenbrock-4': rosenbrock4,
  'conditional stack': conditionalStack,
  'conditional methods': conditionalMethods,
};
