import { createPortableMath } from '../engines/wasm';
import { isBetter, lossOf, measure } from './measure';

const math = createPortableMath();

describe('measure', () => {
  it('counts the rows whose largest output is the label', () => {
    const outputs = Float32Array.of(1, 2, 0, 5, 4, 3, 0, 0, 1, 1, 0, 0);
    const { metric } = measure(outputs, { y: Int32Array.of(1, 0, 0, 0) }, math);
    expect(metric).toBe(0.75);
  });

  it('takes the first of equal outputs, as the hardware test bench does', () => {
    const outputs = Float32Array.of(2, 2);
    expect(measure(outputs, { y: Int32Array.of(0) }, math).metric).toBe(1);
    expect(measure(outputs, { y: Int32Array.of(1) }, math).metric).toBe(0);
  });

  it('gives the mean cross entropy in nats', () => {
    // Probabilities 1/4, 3/4 and 1/2, 1/2.
    const outputs = Float32Array.of(0, Math.log(3), 100, 100);
    const { loss } = measure(outputs, { y: Int32Array.of(1, 0) }, math);
    expect(loss).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 2, 6);
  });

  it('gives the mean squared error and its root', () => {
    const outputs = Float32Array.of(1, 2, 3, 4);
    const y = Float32Array.of(1, 0, 3, 0);
    expect(measure(outputs, { y }, math)).toEqual({ loss: 5, metric: Math.sqrt(5) });
  });

  it('takes labels and targets for what their arrays are', () => {
    expect(lossOf(Int32Array.of(1))).toBe('softmaxCrossEntropy');
    expect(lossOf(new Float32Array(new SharedArrayBuffer(4)))).toBe('mse');
  });

  it('prefers a higher accuracy and a lower error', () => {
    expect(isBetter('softmaxCrossEntropy', 0.9, 0.8)).toBe(true);
    expect(isBetter('mse', 0.9, 0.8)).toBe(false);
    expect(isBetter('mse', 0.8, 0.8)).toBe(false);
  });
});
