import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { NetworkName } from '../networks';
import { dense, convolution, crossEntropy, mean, meanSquaredError, relu, rounding } from './tfjsGradients';
import type { BenchCase, Contender, Prepared } from './contender';

/** The pure JavaScript backend needs seconds beyond it. */
const largestBatch = 128;

/** TensorFlow.js on its pure JavaScript backend, all that npm brings without a download of its own. */
export function tfjsContender(): Contender & { version: string } {
  return {
    name: 'tfjs cpu',
    version: tf.version_core,
    prepare: async (benchCase) => {
      if (benchCase.batch > largestBatch) return undefined;
      await tf.setBackend('cpu');
      return prepare(benchCase);
    },
    close: () => undefined,
  };
}

function prepare(benchCase: BenchCase): Prepared {
  const { x, y, loss, inputs } = batchOf(benchCase);
  const variables = Object.entries(benchCase.weights).map(([, { shape, data }]) =>
    tf.variable(tf.tensor(data, shape as number[])),
  );
  const optimizer = tf.train.adam(1e-3);
  const forward = forwards[benchCase.name];
  const step = () =>
    optimizer.minimize(() => loss(y, forward(x, layersOf(variables, benchCase.quantized))), true, variables)!;
  const first = step();
  return {
    firstLoss: first.dataSync()[0],
    time(steps) {
      const start = performance.now();
      for (let i = 0; i < steps; i++) step().dispose();
      return Promise.resolve((performance.now() - start) / steps);
    },
    dispose() {
      tf.dispose([first, ...inputs, ...variables]);
      optimizer.dispose();
    },
  };
}

function batchOf({ benchmarked, batch, x, y }: BenchCase) {
  const { network, loss, outputs } = benchmarked;
  const xs = tf.tensor(x, [batch, ...network.input.shape]);
  if (loss === 'mse') {
    const targets = tf.tensor2d(y as Float32Array, [batch, outputs]);
    return { x: xs, y: targets, inputs: [xs, targets], loss: meanSquaredError };
  }
  const labels = tf.tensor1d(y as Int32Array, 'int32');
  const oneHot = tf.oneHot(labels, outputs, 1, 0, 'float32');
  return { x: xs, y: oneHot, inputs: [xs, labels, oneHot], loss: crossEntropy };
}

type Layers = ReturnType<typeof layersOf>;

/** Layer i with the i-th pair of kernel and bias. */
function layersOf(variables: readonly tf.Variable[], quantized: boolean) {
  const [weight, bias, activation] = quantized
    ? [rounding(6, -128, 127), rounding(10, -8192, 8191), rounding(5, 0, 255)]
    : [same, same, same];
  const pair = (i: number) => [weight(variables[2 * i]), bias(variables[2 * i + 1])] as const;
  return {
    dense: (x: tf.Tensor, i: number) => dense(x, ...pair(i)),
    conv: (x: tf.Tensor, i: number) => convolution(x, ...pair(i)),
    relu: (x: tf.Tensor) => activation(relu(x)),
  };
}

const forwards: Record<NetworkName, (x: tf.Tensor, layers: Layers) => tf.Tensor> = {
  mlp: (x, { dense, relu }) => dense(relu(dense(relu(dense(relu(dense(x, 0)), 1)), 2)), 3),
  deepSets: (x, { dense, relu }) => dense(relu(dense(mean(relu(dense(relu(dense(x, 0)), 1))), 2)), 3),
  cnn: (x, { conv, dense, relu }) => dense(relu(dense(relu(conv(relu(conv(x, 0)), 1)), 2)), 3),
};

const same = (x: tf.Tensor) => x;
