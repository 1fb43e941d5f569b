import fc from 'fast-check';
import { negation, Solver, type Literal } from './solver';

const noLimit = { conflicts: 1e6 };
const literal = (variable: number, isNegated = false): Literal => 2 * variable + (isNegated ? 1 : 0);

function solverOf(variables: number, clauses: readonly (readonly Literal[])[]): Solver {
  const solver = new Solver();
  for (let variable = 0; variable < variables; variable += 1) solver.variable();
  clauses.forEach((clause) => solver.add(clause));
  return solver;
}

const holds = (clause: readonly Literal[], values: readonly number[]): boolean =>
  clause.some((each) => values[each >> 1] === 1 - (each & 1));

/** Each of `pigeons` sits in one of `holes`, no two in the same: variable `pigeon * holes + hole`. */
function pigeonholes(pigeons: number, holes: number): Solver {
  const seat = (pigeon: number, hole: number) => literal(pigeon * holes + hole);
  const places = Array.from({ length: holes }, (_, hole) => hole);
  const all = Array.from({ length: pigeons }, (_, pigeon) => pigeon);
  const somewhere = all.map((pigeon) => places.map((hole) => seat(pigeon, hole)));
  const apart = places.flatMap((hole) =>
    all.flatMap((one) =>
      all
        .filter((other) => other > one)
        .map((other) => [negation(seat(one, hole)), negation(seat(other, hole))]),
    ),
  );
  return solverOf(pigeons * holes, [...somewhere, ...apart]);
}

describe('Solver', () => {
  it('five pigeons have room in five holes, six do not', () => {
    expect(pigeonholes(5, 5).solve([], noLimit)).toBe('satisfiable');
    expect(pigeonholes(6, 5).solve([], noLimit)).toBe('unsatisfiable');
  });

  it('says that it does not know when it has met as many conflicts as it may', () => {
    expect(pigeonholes(9, 8).solve([], { conflicts: 20 })).toBe('unknown');
  });

  it('tries the suggested values first', () => {
    const solver = solverOf(3, [[literal(0), literal(1), literal(2)]]);
    solver.suggest(1, 1);
    expect(solver.solve([], noLimit)).toBe('satisfiable');
    expect([0, 1, 2].map((variable) => solver.value(variable))).toEqual([0, 1, 0]);
  });

  it('assumptions hold for one question only', () => {
    const solver = solverOf(2, [[literal(0), literal(1)]]);
    expect(solver.solve([literal(0, true), literal(1, true)], noLimit)).toBe('unsatisfiable');
    expect(solver.solve([literal(0, true)], noLimit)).toBe('satisfiable');
    expect(solver.value(1)).toBe(1);
  });

  it('nothing can be true after an empty clause, and a variable with its negation says nothing', () => {
    expect(solverOf(1, [[literal(0), literal(0, true)]]).solve([literal(0)], noLimit)).toBe('satisfiable');
    expect(solverOf(1, [[]]).solve([], noLimit)).toBe('unsatisfiable');
  });

  it('answers as trying all assignments does, with assumptions and clauses added later (seed 11)', () => {
    const variables = 8;
    const anyLiteral = fc.integer({ min: 0, max: 2 * variables - 1 });
    const clause = fc.array(anyLiteral, { minLength: 1, maxLength: 3 });
    const clauses = fc.array(clause, { minLength: 20, maxLength: 45 });
    const assumptions = fc.array(anyLiteral, { maxLength: 3 });
    const check = (first: Literal[][], later: Literal[][], assumed: Literal[]): void => {
      const possible = (all: Literal[][]): boolean =>
        Array.from({ length: 2 ** variables }, (_, bits) => bits).some((bits) => {
          const values = Array.from({ length: variables }, (_, variable) => (bits >> variable) & 1);
          return all.every((each) => holds(each, values));
        });
      const solver = solverOf(variables, first);
      const answer = (all: Literal[][]) => (possible(all) ? 'satisfiable' : 'unsatisfiable');
      expect(solver.solve([], noLimit)).toBe(answer(first));
      later.forEach((each) => solver.add(each));
      const both = [...first, ...later];
      expect(solver.solve(assumed, noLimit)).toBe(answer([...both, ...assumed.map((each) => [each])]));
      const last = solver.solve([], noLimit);
      expect(last).toBe(answer(both));
      const values = Array.from({ length: variables }, (_, variable) => solver.value(variable));
      if (last === 'satisfiable') expect(both.every((each) => holds(each, values))).toBe(true);
    };
    fc.assert(fc.property(clauses, fc.array(clause, { maxLength: 4 }), assumptions, check), {
      seed: 11,
      numRuns: 300,
    });
  });
});
