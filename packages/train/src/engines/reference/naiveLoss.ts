import type { NaiveBatch, NaiveOptions, Rows } from './naiveBatch';

interface LossAndGradient {
  readonly loss: number;
  readonly gradient: Rows;
}

export function naiveLoss(outputs: Rows, batch: NaiveBatch, options: NaiveOptions): LossAndGradient {
  return options.loss === 'softmaxCrossEntropy'
    ? crossEntropy(outputs, batch, options)
    : meanOfErrors(outputs, batch, errorsOf(options));
}

/** Sum over the classes of `-q log p` by its definition, weighted by the class of the label. */
function crossEntropy(
  outputs: Rows,
  { y }: NaiveBatch,
  { labelSmoothing = 0, classWeights }: NaiveOptions,
): LossAndGradient {
  const weights = outputs.map((_, m) => classWeights?.[y[m]] ?? 1);
  const total = weights.reduce((a, b) => a + b, 0);
  let loss = 0;
  const gradient = outputs.map((row, m) => {
    const largest = Math.max(...row);
    const exponentials = row.map((value) => Math.exp(value - largest));
    const sum = exponentials.reduce((a, b) => a + b, 0);
    const share = weights[m] / total;
    return exponentials.map((e, n) => {
      const wanted = labelSmoothing / row.length + (n === y[m] ? 1 - labelSmoothing : 0);
      loss -= share * wanted * Math.log(e / sum);
      return share * (e / sum - wanted);
    });
  });
  return { loss, gradient };
}

type ErrorLoss = (error: number) => { readonly value: number; readonly slope: number };

function errorsOf({ loss, huberDelta = 1 }: NaiveOptions): ErrorLoss {
  if (loss === 'mse') return (error) => ({ value: error ** 2, slope: 2 * error });
  return (error) =>
    Math.abs(error) <= huberDelta
      ? { value: error ** 2 / 2, slope: error }
      : { value: huberDelta * (Math.abs(error) - huberDelta / 2), slope: huberDelta * Math.sign(error) };
}

function meanOfErrors(outputs: Rows, { y, count }: NaiveBatch, ofError: ErrorLoss): LossAndGradient {
  let loss = 0;
  const gradient = outputs.map((row, m) =>
    row.map((output, n) => {
      const { value, slope } = ofError(output - y[m * row.length + n]);
      loss += value / (count * row.length);
      return slope / (count * row.length);
    }),
  );
  return { loss, gradient };
}
