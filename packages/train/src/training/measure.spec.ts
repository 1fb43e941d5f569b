import { createPortableMath } from '../engines/wasm';
import { isBetter, lossOf, measure } from './measure';

const math = createPortableMath();

describe('measure', () => {
  it('counts the rows whose largest output is the label', () => {
    const outputs = Float32Array.of(1, 2, 0, 5, 4, 3, 0, 0, 1, 1, 0, 0);
    const { metric } = measure(outputs, { y: Int32Array.of(1, 0, 0, 0), count: 4 }, math);
    expect(metric).toBe(0.75);
  });

  it('takes the first of equal outputs, as the hardware test bench does', () => {
    const outputs = Float32Array.of(2, 2);
    expect(measure(outputs, { y: Int32Array.of(0), count: 1 }, math).metric).toBe(1);
    expect(measure(outputs, { y: Int32Array.of(1), count: 1 }, math).metric).toBe(0);
  });

  it('gives the mean cross entropy in nats', () => {
    // Probabilities 1/4, 3/4 and 1/2, 1/2.
    const outputs = Float32Array.of(0, Math.log(3), 100, 100);
    const { loss } = measure(outputs, { y: Int32Array.of(1, 0), count: 2 }, math);
    expect(loss).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 2, 6);
  });

  it('gives squared error, mean distance, RMSE and the distance that 95 % do not exceed', () => {
    // Errors (3, 4) and (0, 0): distances 5 and 0.
    const outputs = Float32Array.of(4, 6, 3, 4);
    const y = Float32Array.of(1, 2, 3, 4);
    expect(measure(outputs, { y, count: 2 }, math)).toEqual({
      loss: 25 / 4,
      metric: 2.5,
      rmse: 2.5,
      distance95: 5,
    });
  });

  it('counts 19 of 20 distances as 95 %', () => {
    const outputs = Float32Array.from({ length: 20 }, (_, i) => (i * 7) % 20);
    const { distance95 } = measure(outputs, { y: new Float32Array(20), count: 20 }, math);
    expect(distance95).toBe(18);
  });

  it("gives Huber's loss where the training has it", () => {
    // Errors 1 and -3 at delta 2: 1 / 2 and 2 (3 - 1).
    const options = { y: Float32Array.of(0, 3), count: 2, loss: 'huber', huberDelta: 2 } as const;
    expect(measure(Float32Array.of(1, 0), options, math).loss).toBe((0.5 + 4) / 2);
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

  it('prefers any number to NaN', () => {
    expect(isBetter('mse', 9, NaN)).toBe(true);
    expect(isBetter('mse', NaN, 9)).toBe(false);
    expect(isBetter('mse', NaN, NaN)).toBe(false);
  });
});
