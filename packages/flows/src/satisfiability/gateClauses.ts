import { cofactor, complement, maximumVariables, type TruthTable } from '../gates/truthTable';
import { cubesOf, type Cube } from './cubes';
import { negation, type Literal, type Solver } from './solver';

/** A signal in the clauses: a constant or a literal. */
export type Signal = Literal | 'zero' | 'one';

/** Writes Boolean functions as clauses of a solver (Tseitin). Functions met before are remembered. */
export class GateClauses {
  private readonly known = new Map<number, Map<number, { readonly on: Cube[]; readonly off: Cube[] }>>();

  constructor(readonly solver: Solver) {}

  /** The signal of a function of others; a variable of its own unless it is constant or one of them. */
  gate(table: TruthTable, inputs: readonly Signal[]): Signal {
    const reduced = inputs.reduce<TruthTable>((rest, signal, v) => {
      return typeof signal === 'number' ? rest : cofactor(rest, v, signal === 'one' ? 1 : 0);
    }, table);
    const { on, off } = this.cubesOf(reduced);
    if (on.length === 0) return 'zero';
    if (off.length === 0) return 'one';
    if (on.length === 1 && off.length === 1) return literalOf(on[0], inputs);
    const output = 2 * this.solver.variable();
    this.imply(on, inputs, output);
    this.imply(off, inputs, negation(output));
    return output;
  }

  /** Every cube implies the literal. */
  private imply(cubes: readonly Cube[], inputs: readonly Signal[], literal: Literal): void {
    for (const { positive, negative } of cubes) {
      const clause = [literal];
      for (let v = 0; v < maximumVariables; v += 1) {
        if ((positive >> v) & 1) clause.push(negation(inputs[v] as Literal));
        if ((negative >> v) & 1) clause.push(inputs[v] as Literal);
      }
      this.solver.add(clause);
    }
  }

  private cubesOf(table: TruthTable): { readonly on: Cube[]; readonly off: Cube[] } {
    let row = this.known.get(table.high);
    if (row === undefined) this.known.set(table.high, (row = new Map()));
    let found = row.get(table.low);
    if (found === undefined)
      row.set(table.low, (found = { on: cubesOf(table), off: cubesOf(complement(table)) }));
    return found;
  }
}

/** The one input that a cube of a function with a single cube each way consists of. */
function literalOf({ positive, negative }: Cube, inputs: readonly Signal[]): Signal {
  const v = 31 - Math.clz32(positive | negative);
  return positive > 0 ? inputs[v] : negation(inputs[v] as Literal);
}

export function opposite(signal: Signal): Signal {
  if (typeof signal === 'number') return negation(signal);
  return signal === 'one' ? 'zero' : 'one';
}
