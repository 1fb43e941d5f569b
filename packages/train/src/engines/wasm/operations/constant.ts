import type { OperationReading } from './reading';

export const constant: OperationReading<'constant'> = {
  forward({ parameters }, { tensor }) {
    const { address, bytes } = parameters.byTensor.get(tensor)!;
    return { address, stride: bytes, perExample: false };
  },
  /** A weight that several operations read gets the sum of their gradients. */
  backward({ parameters, calls }, { tensor }, gradient) {
    const { gradient: slot, bytes } = parameters.byTensor.get(tensor)!;
    if (slot !== undefined && slot !== gradient) calls.backward.push((k) => k.copy(gradient, slot, bytes));
  },
};
