import { groupOutputs, multiply } from './multiply';

describe('multiply', () => {
  it('groups the outputs by four, zeros behind the last', () => {
    const data = Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    const { groups } = groupOutputs({ inputs: 2, outputs: 5, fraction: 0, data });
    expect([...groups]).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 5, 0, 0, 0, 10, 0, 0, 0]);
  });

  it.each([1, 2, 3, 4, 5, 8, 9])('sums %d outputs of each vector and writes no other element', (outputs) => {
    const inputs = 3;
    const data = Int32Array.from({ length: inputs * outputs }, (_, i) => i - 4);
    const x = Float64Array.of(1, -2, 3, 0, 5, -1, 7, 7, 7);
    const y = new Float64Array(3 * outputs + 4).fill(99);
    multiply(groupOutputs({ inputs, outputs, fraction: 0, data }), { x, y, vectors: 3 });
    const expected = [0, 1, 2].flatMap((v) =>
      Array.from({ length: outputs }, (_, j) =>
        [0, 1, 2].reduce((sum, i) => sum + x[3 * v + i] * data[i * outputs + j], 0),
      ),
    );
    expect([...y]).toEqual([...expected, 99, 99, 99, 99]);
  });

  it('gives zeros for no inputs', () => {
    const y = Float64Array.of(5, 5);
    const matrix = groupOutputs({ inputs: 0, outputs: 2, fraction: 0, data: new Int32Array(0) });
    multiply(matrix, { x: new Float64Array(0), y, vectors: 1 });
    expect([...y]).toEqual([0, 0]);
  });
});
