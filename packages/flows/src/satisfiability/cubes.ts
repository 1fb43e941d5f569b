import {
  cofactor,
  complement,
  dependsOn,
  falseTable,
  maximumVariables,
  sameTable,
  trueTable,
  variableTable,
  type TruthTable,
} from '../gates/truthTable';

/** A product of variables and negated variables, as bit masks. */
export interface Cube {
  readonly positive: number;
  readonly negative: number;
}

const everything: Cube = { positive: 0, negative: 0 };

/**
 * An irredundant sum of products of a function (Minato 1992, "Fast generation of irredundant sum-of-products forms from
 * binary decision diagrams"): the inputs for which it is 1.
 */
export function cubesOf(table: TruthTable): Cube[] {
  return cover(table, table).cubes;
}

/** Cubes that hold everywhere in `least` and nowhere outside `most`, and their union. */
function cover(least: TruthTable, most: TruthTable): { cubes: Cube[]; table: TruthTable } {
  if (sameTable(least, falseTable)) return { cubes: [], table: falseTable };
  if (sameTable(most, trueTable)) return { cubes: [everything], table: trueTable };
  let v = maximumVariables - 1;
  while (!dependsOn(least, v) && !dependsOn(most, v)) v -= 1;
  const [least0, least1] = [cofactor(least, v, 0), cofactor(least, v, 1)];
  const [most0, most1] = [cofactor(most, v, 0), cofactor(most, v, 1)];
  const zero = cover(and(least0, complement(most1)), most0);
  const one = cover(and(least1, complement(most0)), most1);
  const rest = or(and(least0, complement(zero.table)), and(least1, complement(one.table)));
  const both = cover(rest, and(most0, most1));
  const x = variableTable(v);
  return {
    cubes: [
      ...zero.cubes.map(({ positive, negative }) => ({ positive, negative: negative | (1 << v) })),
      ...one.cubes.map(({ positive, negative }) => ({ positive: positive | (1 << v), negative })),
      ...both.cubes,
    ],
    table: or(or(and(complement(x), zero.table), and(x, one.table)), both.table),
  };
}

function and(a: TruthTable, b: TruthTable): TruthTable {
  return { low: (a.low & b.low) >>> 0, high: (a.high & b.high) >>> 0 };
}

function or(a: TruthTable, b: TruthTable): TruthTable {
  return { low: (a.low | b.low) >>> 0, high: (a.high | b.high) >>> 0 };
}
