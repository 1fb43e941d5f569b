import { elementsOf, positionsOf } from '@nx-codesign/ir';
import { panelColumns, panelsOf, rowBytes } from '../layout';
import type { OperationReading } from './reading';

export const constant: OperationReading<'constant'> = {
  forward({ parameters }, { tensor, shape }) {
    const { address, role } = parameters.byTensor.get(tensor)!;
    const rows = positionsOf(shape);
    const columns = elementsOf(shape) / rows;
    const panels = panelsOf(columns);
    return role === 'kernel'
      ? {
          address,
          rows: panels * rows,
          columns: panelColumns,
          stride: rowBytes(1),
          perExample: false,
          panels,
        }
      : { address, rows, columns, stride: rowBytes(columns), perExample: false };
  },
  /** A weight that several operations read gets the sum of their gradients. */
  backward({ parameters, calls }, { tensor }, gradient) {
    const { gradient: slot, bytes } = parameters.byTensor.get(tensor)!;
    if (slot !== undefined && slot !== gradient) calls.finish.push((k) => k.copy(gradient, slot, bytes));
  },
};
