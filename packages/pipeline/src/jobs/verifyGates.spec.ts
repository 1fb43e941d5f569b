import { accuracyOf } from './verifyGates';

describe('accuracy at the gates', () => {
  test('the largest output is the answer, the first of equals counts, vectors without a label do not', () => {
    const outputs = Int32Array.of(1, 2, 0, /**/ 5, 5, 1, /**/ -3, -2, -1, /**/ 9, 9, 9);
    const labels = Int32Array.of(1, 1, 2);
    expect(accuracyOf(outputs, labels, 3)).toBeCloseTo(2 / 3, 12);
  });
});
