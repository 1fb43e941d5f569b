import type { OperationKind } from '@nx-codesign/ir';
import type { Rows } from './naiveBatch';
import type { OfKind, NaiveOperation } from './naiveContext';
import { naiveElementwise } from './naiveElementwise';
import { naiveMax, naiveSum } from './naiveGroups';
import { naiveNormalize } from './naiveNormalize';
import { naiveWindow } from './naiveWindow';

export const naiveOperations: { [K in OperationKind]: NaiveOperation<OfKind<K>> } = {
  input: {
    forward: ({ batch: { x, count } }) => {
      const inputs = x.length / count;
      return Array.from({ length: count }, (_, m) =>
        Array.from({ length: inputs }, (_, i) => x[m * inputs + i]),
      );
    },
    backward: () => undefined,
  },
  constant: { forward: ({ weights }, { tensor }) => [[...weights[tensor].data]], backward: () => undefined },
  matvec: {
    forward({ values, program }, { x, kernel }) {
      const [inner, columns] = program.operations[kernel].shape;
      const w = values[kernel][0];
      return values[x].map((row) =>
        Array.from({ length: (row.length / inner) * columns }, (_, i) => {
          const [position, n] = [Math.floor(i / columns), i % columns];
          let sum = 0;
          for (let k = 0; k < inner; k++) sum += row[position * inner + k] * w[k * columns + n];
          return sum;
        }),
      );
    },
    backward({ values, gradients, program }, { x, kernel }, { gradient }) {
      const [inner, columns] = program.operations[kernel].shape;
      gradient.forEach((row, m) =>
        row.forEach((g, i) => {
          const [position, n] = [Math.floor(i / columns), i % columns];
          for (let k = 0; k < inner; k++) {
            const at = position * inner + k;
            gradients[x][m][at] += g * values[kernel][0][k * columns + n];
            gradients[kernel][0][k * columns + n] += g * values[x][m][at];
          }
        }),
      );
    },
  },
  add: {
    forward({ values }, { a, b }) {
      const examples = Math.max(values[a].length, values[b].length);
      return Array.from({ length: examples }, (_, m) => {
        const [left, right] = [exampleOf(values[a], m), exampleOf(values[b], m)];
        const length = Math.max(left.length, right.length);
        return Array.from({ length }, (_, i) => left[i % left.length] + right[i % right.length]);
      });
    },
    backward({ gradients }, { a, b }, { gradient }) {
      for (const operand of [a, b]) {
        gradient.forEach((row, m) => {
          const target = exampleOf(gradients[operand], m);
          row.forEach((g, i) => (target[i % target.length] += g));
        });
      }
    },
  },
  multiply: {
    forward: ({ values }, { a, b }) => values[a].map((row, m) => row.map((v, i) => v * values[b][m][i])),
    backward({ values, gradients }, { a, b }, { gradient }) {
      gradient.forEach((row, m) =>
        row.forEach((g, i) => {
          gradients[a][m][i] += g * values[b][m][i];
          gradients[b][m][i] += g * values[a][m][i];
        }),
      );
    },
  },
  window: naiveWindow,
  max: naiveMax,
  sum: naiveSum,
  normalize: naiveNormalize,
  ...naiveElementwise,
};

function exampleOf(rows: Rows, m: number): number[] {
  return rows.length === 1 ? rows[0] : rows[m];
}
