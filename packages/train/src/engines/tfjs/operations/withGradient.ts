import type { Tensor, TensorFlow } from '../tensorflow';

export interface OwnGradient {
  value(x: Tensor): Tensor;
  /** The gradient of x from that of the value. */
  gradient(gradient: Tensor, x: Tensor): Tensor;
}

/** A function of x whose gradient is not the one that TensorFlow would form. */
export function withGradient(tf: TensorFlow, x: Tensor, { value, gradient }: OwnGradient): Tensor {
  const compute = tf.customGrad((source, save) => {
    const kept = source as Tensor;
    (save as (tensors: Tensor[]) => void)([kept]);
    return { value: value(kept), gradFunc: (of: Tensor, [saved]: Tensor[]) => gradient(of, saved) };
  });
  return compute(x);
}
