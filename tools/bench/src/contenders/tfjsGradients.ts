import * as tf from '@tensorflow/tfjs-core';

// The CommonJS build of tfjs-core registers no gradients, so each layer brings its own, of the very kernels that
// tfjs's gradients call.

type Gradient = (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor | tf.Tensor[];

interface Differentiable {
  readonly value: tf.Tensor;
  readonly saved: tf.Tensor[];
  readonly gradient: Gradient;
}

function differentiable(inputs: tf.Tensor[], compute: (...inputs: tf.Tensor[]) => Differentiable): tf.Tensor {
  const operation = tf.customGrad((...args) => {
    const save = args[inputs.length] as unknown as (saved: tf.Tensor[]) => void;
    const { value, saved, gradient } = compute(...(args.slice(0, inputs.length) as tf.Tensor[]));
    save(saved);
    return { value, gradFunc: gradient };
  });
  return operation(...inputs);
}

const matrix = (x: tf.Tensor, columns: number) => tf.reshape<tf.Rank.R2>(x, [-1, columns]);

/** `y = x W + b` over the axes that make up the rows of W. */
export function dense(x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const [rows, columns] = kernel.shape;
  const leading = x.shape[x.rank - 1] === rows ? x.shape.slice(0, -1) : [x.shape[0]];
  return differentiable([x, kernel, bias], (v, w, b) => ({
    value: tf.reshape(tf.add(tf.matMul(matrix(v, rows), w as tf.Tensor2D), b), [...leading, columns]),
    saved: [v, w],
    gradient(dy, [input, weights]) {
      const dRows = matrix(dy, columns);
      return [
        tf.reshape(tf.matMul(dRows, weights as tf.Tensor2D, false, true), input.shape),
        tf.matMul(matrix(input, rows), dRows, true, false),
        tf.sum(dRows, 0),
      ];
    },
  }));
}

/** A valid 3 x 3 convolution, kernel `[9 channels, filters]`. */
export function convolution(x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const filterShape = [3, 3, kernel.shape[0] / 9, kernel.shape[1]!] as [number, number, number, number];
  const attributes = { strides: 1, pad: 'valid', dataFormat: 'NHWC' };
  const engine = tf.engine();
  return differentiable([x, kernel, bias], (v, w, b) => ({
    value: tf.add(tf.conv2d(v as tf.Tensor4D, tf.reshape<tf.Rank.R4>(w, filterShape), 1, 'valid'), b),
    saved: [v, w],
    gradient(dy, [input, weights]) {
      const filter = tf.reshape<tf.Rank.R4>(weights, filterShape);
      const dFilter: tf.Tensor = engine.runKernel(
        'Conv2DBackpropFilter',
        { x: input, dy },
        { ...attributes, filterShape },
      );
      const dInput: tf.Tensor = engine.runKernel(
        'Conv2DBackpropInput',
        { dy, filter },
        { ...attributes, inputShape: input.shape },
      );
      return [dInput, tf.reshape(dFilter, weights.shape), tf.sum(matrix(dy, filterShape[3]), 0)];
    },
  }));
}

export function relu(x: tf.Tensor): tf.Tensor {
  return differentiable([x], (v) => ({
    value: tf.relu(v),
    saved: [v],
    gradient: (dy, [input]) => tf.mul(dy, tf.step(input)),
  }));
}

/** Mean over the axis after the batch. */
export function mean(x: tf.Tensor): tf.Tensor {
  const [, count] = x.shape;
  return differentiable([x], (v) => ({
    value: tf.mean(v, 1),
    saved: [],
    gradient: (dy) => tf.tile(tf.expandDims(tf.div(dy, count), 1), [1, count, 1]),
  }));
}

/** Fake quantisation, straight-through inside the range. */
export function rounding(fraction: number, low: number, high: number): (x: tf.Tensor) => tf.Tensor {
  const scale = 2 ** fraction;
  return (x) =>
    differentiable([x], (v) => ({
      value: tf.div(tf.clipByValue(tf.floor(tf.add(tf.mul(v, scale), 0.5)), low, high), scale),
      saved: [v],
      gradient(dy, [input]) {
        const inside = tf.logicalAnd(tf.greaterEqual(input, low / scale), tf.lessEqual(input, high / scale));
        return tf.mul(dy, tf.cast(inside, 'float32'));
      },
    }));
}

/** Mean cross entropy of the softmax; `y` one-hot. */
export function crossEntropy(y: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  const rows = logits.shape[0];
  return differentiable([logits], (v) => {
    const shares = tf.softmax(v as tf.Tensor2D);
    return {
      value: tf.div(tf.neg(tf.sum(tf.mul(y, tf.log(shares)))), rows),
      saved: [shares],
      gradient: (dy, [p]) => tf.mul(dy, tf.div(tf.sub(p, y), rows)),
    };
  }) as tf.Scalar;
}

/** Mean squared error over rows and columns. */
export function meanSquaredError(y: tf.Tensor, outputs: tf.Tensor): tf.Scalar {
  return differentiable([outputs], (v) => ({
    value: tf.mean(tf.square(tf.sub(v, y))),
    saved: [v],
    gradient: (dy, [output]) => tf.mul(dy, tf.mul(tf.sub(output, y), 2 / y.size)),
  })) as tf.Scalar;
}
