import type { PortableMath } from '../engines/wasm';
import { distance95Of } from './distance95';
import type { Loss, LossDetails, Targets } from './types';

export interface Measure {
  /** Mean over the examples: cross entropy in nats, without weights and smoothing, or the loss of the errors. */
  readonly loss: number;
  /** Accuracy in 0..1 of a classification, mean Euclidean distance from the targets of a regression. */
  readonly metric: number;
  /** Of a regression: root mean square error over all outputs. */
  readonly rmse?: number;
  /** Of a regression: the distance that 95 % of the examples do not exceed. */
  readonly distance95?: number;
}

export interface MeasureOptions extends Pick<LossDetails, 'huberDelta'> {
  readonly y: Targets;
  readonly count: number;
  /** Of a regression: `huber` for Huber's loss; the squared error if silent. */
  readonly loss?: Loss;
}

/** The loss that a data set's targets call for: labels are Int32Array, regression targets Float32Array. */
export function lossOf(y: Targets): Loss {
  return isLabels(y) ? 'softmaxCrossEntropy' : 'mse';
}

/** Whether metric `a` is better than `b`: accuracy grows, distance falls; any number is better than NaN. */
export function isBetter(loss: Loss, a: number, b: number): boolean {
  if (Number.isNaN(b)) return !Number.isNaN(a);
  return loss === 'softmaxCrossEntropy' ? a > b : a < b;
}

/** Whether targets are class labels. An array from another thread is of that thread's class. */
export function isLabels(y: Targets): y is Int32Array {
  return y[Symbol.toStringTag] === 'Int32Array';
}

/**
 * Loss and metric of a network's outputs, `[count, outputs]`. The first of equal outputs is the predicted class.
 * `math` is `createPortableMath()`.
 */
export function measure(outputs: Float32Array, options: MeasureOptions, math: PortableMath): Measure {
  const { y } = options;
  return isLabels(y) ? measureClasses(outputs, y, math) : measureErrors(outputs, y, options);
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

function measureErrors(
  outputs: Float32Array,
  targets: Float32Array,
  { count, loss, huberDelta = 1 }: MeasureOptions,
): Measure {
  const size = outputs.length / count;
  const distances = new Float64Array(count);
  let squares = 0;
  let linear = 0;
  for (let row = 0; row < count; row++) {
    let square = 0;
    for (let i = row * size; i < (row + 1) * size; i++) {
      const error = outputs[i] - targets[i];
      const held = Math.max(Math.min(error, huberDelta), -huberDelta);
      square += error ** 2;
      linear += held * (error - held / 2);
    }
    squares += square;
    distances[row] = Math.sqrt(square);
  }
  return {
    loss: (loss === 'huber' ? linear : squares) / outputs.length,
    metric: distances.reduce((sum, distance) => sum + distance, 0) / count,
    rmse: Math.sqrt(squares / outputs.length),
    distance95: distance95Of(distances),
  };
}
