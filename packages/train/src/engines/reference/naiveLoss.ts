import type { Loss } from '../../training/types';
import type { NaiveBatch, Rows } from './naiveBatch';

interface LossAndGradient {
  readonly loss: number;
  readonly gradient: Rows;
}

export function naiveLoss(outputs: Rows, batch: NaiveBatch, loss: Loss): LossAndGradient {
  return loss === 'mse' ? squaredError(outputs, batch) : crossEntropy(outputs, batch);
}

function crossEntropy(outputs: Rows, { y, count }: NaiveBatch): LossAndGradient {
  let loss = 0;
  const gradient = outputs.map((row, m) => {
    const largest = Math.max(...row);
    const exponentials = row.map((value) => Math.exp(value - largest));
    const sum = exponentials.reduce((a, b) => a + b, 0);
    loss -= Math.log(exponentials[y[m]] / sum) / count;
    return exponentials.map((e, n) => (e / sum - (n === y[m] ? 1 : 0)) / count);
  });
  return { loss, gradient };
}

function squaredError(outputs: Rows, { y, count }: NaiveBatch): LossAndGradient {
  let loss = 0;
  const gradient = outputs.map((row, m) =>
    row.map((value, n) => {
      const difference = value - y[m * row.length + n];
      loss += difference ** 2 / (count * row.length);
      return (2 * difference) / (count * row.length);
    }),
  );
  return { loss, gradient };
}
