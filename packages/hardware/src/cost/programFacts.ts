import type { IntegerOperation, IntegerProgram, ValueId } from '@nx-codesign/ir';
import type { AllFacts } from './fitted/range';
import { widthsOf } from './groupEstimate';

/** What an integer program's cost depends on, for the range of the fit. */
export function programFacts({
  operations,
}: IntegerProgram): Omit<AllFacts, 'reuseFactor' | 'clockPeriodNs' | 'dsps'> {
  const widths = operations.map((operation) => widest(widthsOf(operation)));
  const most = (of: (operation: IntegerOperation, id: ValueId) => number): number =>
    widest(operations.map((operation, id) => of(operation, id)));
  return {
    products: operations.filter(({ kind }) => kind === 'multiply').length,
    inputs: most((each) => (each.kind === 'matvec' ? each.kernel.inputs : 0)),
    outputs: most((each) => (each.kind === 'matvec' ? each.kernel.outputs : 0)),
    inputBits: most((each) => (each.kind === 'matvec' ? widths[each.x] : 0)),
    sumBits: most((each, id) => (each.kind === 'matvec' || each.kind === 'sum' ? widths[id] : 0)),
    tableAddressBits: most((each) => (each.kind === 'table' ? widths[each.x] : 0)),
    positions: most(({ kind, shape }) =>
      kind === 'matvec' ? shape.slice(0, -1).reduce((a, b) => a * b, 1) : 1,
    ),
  };
}

function widest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
