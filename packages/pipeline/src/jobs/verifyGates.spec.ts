import { metricOf } from './verifyGates';

const ports = (...fractions: number[]) => fractions.map((fraction) => ({ fraction }));

describe('the metric at the gates', () => {
  test('of labels: the largest output is the answer, the first of equals counts, vectors without a label do not', () => {
    const outputs = Int32Array.of(1, 2, 0, /**/ 5, 5, 1, /**/ -3, -2, -1, /**/ 9, 9, 9);
    const labels = Int32Array.of(1, 1, 2);
    expect(metricOf(outputs, ports(2, 2, 2), labels)).toBeCloseTo(2 / 3, 12);
  });

  test('of targets: the mean distance of the values, each output by its own fraction', () => {
    // Values (3, 4) and (1, -0.5); distances to the targets 5 and 0; the third vector has no target.
    const outputs = Int32Array.of(6, 16, /**/ 2, -2, /**/ 100, 100);
    expect(metricOf(outputs, ports(1, 2), Float32Array.of(0, 0, 1, -0.5))).toBeCloseTo(2.5, 12);
  });
});
