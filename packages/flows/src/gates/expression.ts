import {
  cofactor,
  complement,
  dependsOn,
  exclusiveOr,
  falseTable,
  maximumVariables,
  sameTable,
  trueTable,
  variableTable,
  type TruthTable,
} from './truthTable';

/** A Boolean expression over variables; equal subexpressions are one object. `andNot` is `a & ~b`. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: 0 | 1; readonly cost: number }
  | { readonly kind: 'variable'; readonly index: number; readonly cost: number }
  | { readonly kind: 'not'; readonly a: Expression; readonly cost: number }
  | {
      readonly kind: 'and' | 'or' | 'xor' | 'andNot';
      readonly a: Expression;
      readonly b: Expression;
      readonly cost: number;
    }
  | {
      readonly kind: 'select';
      readonly condition: Expression;
      readonly whenOne: Expression;
      readonly whenZero: Expression;
      readonly cost: number;
    };

/** A bit-wise select is three instructions on x86 and one on ARM. */
const selectCost = 3;

/**
 * Finds short expressions for functions of up to six variables: Shannon and Davio expansions about every
 * variable of the support, the cheapest kept; functions met before are remembered. Not always the minimum.
 */
export class ExpressionFinder {
  private readonly known = new Map<number, Map<number, Expression>>();

  find(table: TruthTable): Expression {
    let row = this.known.get(table.high);
    if (row === undefined) this.known.set(table.high, (row = new Map()));
    const remembered = row.get(table.low);
    if (remembered !== undefined) return remembered;
    const found = this.search(table);
    row.set(table.low, found);
    return found;
  }

  private search(table: TruthTable): Expression {
    if (sameTable(table, falseTable)) return { kind: 'constant', value: 0, cost: 0 };
    if (sameTable(table, trueTable)) return { kind: 'constant', value: 1, cost: 0 };
    let best: Expression | undefined;
    for (let v = 0; v < maximumVariables; v += 1) {
      if (!dependsOn(table, v)) continue;
      if (sameTable(table, variableTable(v))) return variable(v);
      if (sameTable(table, complement(variableTable(v)))) return negate(variable(v));
      best = this.expand(table, v, best);
    }
    return best!;
  }

  /** The cheapest of `best` and the expansions about variable `v`. */
  private expand(table: TruthTable, v: number, best: Expression | undefined): Expression {
    const zero = cofactor(table, v, 0);
    const one = cofactor(table, v, 1);
    const x = variable(v);
    if (sameTable(zero, falseTable)) return cheaper(binary('and', x, this.find(one)), best);
    if (sameTable(one, falseTable)) return cheaper(binary('andNot', this.find(zero), x), best);
    if (sameTable(one, trueTable)) return cheaper(binary('or', x, this.find(zero)), best);
    if (sameTable(zero, trueTable))
      return cheaper(negate(binary('and', x, this.find(complement(one)))), best);
    if (sameTable(one, complement(zero))) {
      const positive = binary('xor', x, this.find(zero));
      const negative = negate(binary('xor', x, this.find(one)));
      return cheaper(cheaper(positive, negative), best);
    }
    const whenZero = this.find(zero);
    const whenOne = this.find(one);
    const cost = selectCost + whenZero.cost + whenOne.cost;
    const select: Expression = { kind: 'select', condition: x, whenOne, whenZero, cost };
    return cheaper(this.davio({ x, zero, one }), cheaper(select, best));
  }

  /** `zero ^ (x & (zero ^ one))`, `one ^ (~x & (zero ^ one))`, or an `or` where one cofactor implies the other. */
  private davio({ x, zero, one }: { x: Expression; zero: TruthTable; one: TruthTable }): Expression {
    const difference = this.find(exclusiveOr(zero, one));
    const positive = binary('xor', this.find(zero), binary('and', x, difference));
    const negative = binary('xor', this.find(one), binary('andNot', difference, x));
    const best = cheaper(positive, negative);
    if (implies(zero, one))
      return cheaper(binary('or', this.find(zero), binary('and', x, this.find(one))), best);
    if (implies(one, zero))
      return cheaper(binary('or', this.find(one), binary('andNot', this.find(zero), x)), best);
    return best;
  }
}

const variables: readonly Expression[] = Array.from({ length: maximumVariables }, (_, index) => ({
  kind: 'variable',
  index,
  cost: 0,
}));

function variable(index: number): Expression {
  return variables[index];
}

function negate(a: Expression): Expression {
  return a.kind === 'not' ? a.a : { kind: 'not', a, cost: a.cost + 1 };
}

function binary(kind: 'and' | 'or' | 'xor' | 'andNot', a: Expression, b: Expression): Expression {
  if (b.kind === 'not' && kind === 'and') return binary('andNot', a, b.a);
  if (b.kind === 'not' && kind === 'andNot') return binary('and', a, b.a);
  return { kind, a, b, cost: a.cost + b.cost + 1 };
}

function cheaper(a: Expression, b: Expression | undefined): Expression {
  return b === undefined || a.cost < b.cost ? a : b;
}

function implies(a: TruthTable, b: TruthTable): boolean {
  return ((a.low & ~b.low) | (a.high & ~b.high)) === 0;
}
