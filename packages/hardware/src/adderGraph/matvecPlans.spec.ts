import fc from 'fast-check';
import { buildMatvec } from './buildMatvec';
import { evaluateGraph } from './evaluateGraph';
import { GraphBuilder } from './graphBuilder';
import type { MatvecProblem } from './matvecPlan';
import { matvecPlans } from './matvecPlans';

const seed = 17;

function problemOf(
  columns: readonly (readonly number[])[],
  more: Partial<MatvecProblem> = {},
): MatvecProblem {
  return {
    bounds: columns[0].map(() => ({ low: -8, high: 7 })),
    columns: columns.map((column) => Int32Array.from(column)),
    constants: columns.map(() => 0),
    needed: columns.map(() => true),
    ...more,
  };
}

describe('matvecPlans', () => {
  const alike = [
    [19, -23, 11, 26],
    [19, -23, 11, 27],
    [19, -23, 11, 25],
  ];

  it.each([
    {
      columns: [
        [1, 2],
        [3, -5],
      ],
      main: 1,
      others: 2,
      why: 'nothing is alike; two more rules of sharing',
    },
    { columns: alike, main: 2, others: 2, why: 'the others are computed from the first' },
    {
      columns: [
        [...alike[0], 9, 0],
        [...alike[0], 9, 21],
        [...alike[0], 45, 21],
      ],
      main: 3,
      others: 2,
      why: 'one difference deep or two',
    },
    {
      columns: Array.from({ length: 24 }, (_, j) =>
        Array.from({ length: 64 }, (_, i) => (i * i * (j + 3)) % 97),
      ),
      main: 2,
      others: 0,
      why: 'two searches are all that 300,000 pairs may take',
    },
  ])('has $main main plans and $others others: $why', ({ columns, main, others }) => {
    const plans = matvecPlans(problemOf(columns), 3);
    expect([plans.main.length, plans.others.length]).toEqual([main, others]);
  });

  const weight = fc.integer({ min: -40, max: 40 });
  /** Columns that are copies of one, some negated, with another weight in one row. */
  const columnsAlike = fc
    .tuple(
      fc.array(weight, { minLength: 6, maxLength: 6 }),
      fc.array(fc.record({ sign: fc.constantFrom(-1, 1), row: fc.nat(5), weight }), {
        minLength: 2,
        maxLength: 5,
      }),
    )
    .map(([first, changes]) => [
      first,
      ...changes.map((change) =>
        first.map((own, row) => change.sign * (row === change.row ? change.weight : own)),
      ),
    ]);

  it.each([2, 3] as const)(`all compute the products and sums, radix %i (seed ${seed})`, (radix) => {
    const six = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 6, maxLength: 6 });
    const flags = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });
    const inputs = fc.array(fc.integer({ min: -8, max: 7 }), { minLength: 6, maxLength: 6 });
    let differences = 0;
    const check = (columns: number[][], constants: number[], needed: boolean[], x: number[]): void => {
      const own = { constants: constants.slice(0, columns.length), needed: needed.slice(0, columns.length) };
      const problem = problemOf(columns, own);
      const { main, others } = matvecPlans(problem, radix);
      const expected = columns.map((column, j) =>
        own.needed[j] ? column.reduce((sum, each, i) => sum + each * x[i], constants[j]) : 0,
      );
      for (const plan of [...main, ...others]) {
        differences += plan.tree.parents.filter((parent) => parent !== undefined).length;
        const builder = new GraphBuilder();
        const signals = x.map((_, i) => builder.input(i, -8, 7));
        const sums = buildMatvec(builder, signals, {
          plan,
          radix,
          levels: plan.leastLevels,
          sharedLevels: 0,
        });
        expect(evaluateGraph(builder.finish(sums), x)).toEqual(expected);
      }
    };
    fc.assert(fc.property(columnsAlike, six, flags, inputs, check), { seed });
    expect(differences).toBeGreaterThan(100);
  });
});
