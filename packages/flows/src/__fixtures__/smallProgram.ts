import type { IntegerProgram } from '@nx-codesign/ir';

const inputs = [
  { low: 0, high: 15 },
  { low: -8, high: 7 },
  { low: 0, high: 15 },
];

/**
 * Two outputs of three inputs, worked by hand: `max(0, min(31, 3a - 5b + 7)) >> 1` and the same of `a + b - 2c`.
 */
export const smallProgram: IntegerProgram = {
  name: 'tiny',
  operations: [
    {
      kind: 'input',
      layer: 'input',
      format: { signed: true, integer: 4, fraction: 0 },
      shape: [3],
      fraction: 0,
      low: inputs.map(({ low }) => low),
      high: inputs.map(({ high }) => high),
    },
    {
      kind: 'matvec',
      layer: 'dense',
      x: 0,
      kernel: { inputs: 3, outputs: 2, fraction: 0, data: Int32Array.of(3, 1, -5, 1, 0, -2) },
      shape: [2],
      fraction: 0,
      low: [-35, -38],
      high: [85, 22],
    },
    {
      kind: 'add',
      layer: 'dense',
      x: 1,
      constant: [7, 0],
      shape: [2],
      fraction: 0,
      low: [-28, -38],
      high: [92, 22],
    },
    {
      kind: 'quantize',
      layer: 'relu',
      x: 2,
      round: 'floor',
      channels: [{ shift: 1, lift: 0, minimum: 0, maximum: 15 }],
      shape: [2],
      fraction: -1,
      low: [0, 0],
      high: [15, 11],
    },
  ],
  output: 3,
};

/** All 16 x 16 x 16 input vectors. */
export const smallVectors = Int32Array.from({ length: 4096 * 3 }, (_, place) => {
  const [vector, element] = [Math.floor(place / 3), place % 3];
  return inputs[element].low + ((vector >> (4 * element)) & 15);
});

/** What the program gives, by its formula. */
export const smallResults = Int32Array.from({ length: 4096 * 2 }, (_, place) => {
  const [a, b, c] = smallVectors.subarray(3 * (place >> 1));
  const sum = place % 2 === 0 ? 3 * a - 5 * b + 7 : a + b - 2 * c;
  return Math.min(15, Math.max(0, sum) >> 1);
});
