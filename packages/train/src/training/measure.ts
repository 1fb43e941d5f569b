import type { PortableMath } from '../engines/wasm';
import type { Arrays, Loss, Targets } from './types';

export interface Measure {
  /** Mean cross entropy in nats, or mean squared error. */
  readonly loss: number;
  /** Accuracy in 0..1 of a classification, RMSE of a regression. */
  readonly metric: number;
}

/** The loss that a data set's targets call for: labels are Int32Array, regression targets Float32Array. */
export function lossOf(y: Targets): Loss {
  return isLabels(y) ? 'softmaxCrossEntropy' : 'mse';
}

/** Whether metric `a` is better than `b`: accuracy grows, RMSE falls. */
export function isBetter(loss: Loss, a: number, b: number): boolean {
  return loss === 'softmaxCrossEntropy' ? a > b : a < b;
}

/**
 * Loss and metric of a network's outputs, `[count, outputs]`. The first of equal outputs is the predicted class.
 * `math` is `createPortableMath()`.
 */
export function measure(outputs: Float32Array, { y }: Pick<Arrays, 'y'>, math: PortableMath): Measure {
  return isLabels(y) ? measureClasses(outputs, y, math) : measureErrors(outputs, y);
}

function isLabels(y: Targets): y is Int32Array {
  return y[Symbol.toStringTag] === 'Int32Array';
}

function measureClasses(outputs: Float32Array, labels: Int32Array, { exp, log }: PortableMath): Measure {
  const count = labels.length;
  const classes = outputs.length / count;
  let loss = 0;
  let correct = 0;
  for (let row = 0; row < count; row++) {
    const first = row * classes;
    let best = first;
    for (let i = first + 1; i < first + classes; i++) if (outputs[i] > outputs[best]) best = i;
    let sum = 0;
    for (let i = first; i < first + classes; i++) sum += exp(outputs[i] - outputs[best]);
    loss += log(sum) + outputs[best] - outputs[first + labels[row]];
    if (best - first === labels[row]) correct++;
  }
  return { loss: loss / count, metric: correct / count };
}

function measureErrors(outputs: Float32Array, targets: Float32Array): Measure {
  const elements = outputs.length;
  let sum = 0;
  for (let i = 0; i < elements; i++) sum += (outputs[i] - targets[i]) ** 2;
  const loss = sum / elements;
  return { loss, metric: Math.sqrt(loss) };
}
