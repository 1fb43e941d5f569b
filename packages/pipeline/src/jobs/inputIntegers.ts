import { CodesignError, type Fixed } from '@nx-codesign/ir';

/** Input values, which lie on the grid of the input format, as the integers that hardware sees. */
export function inputIntegers(x: Float32Array, { fraction }: Fixed): Int32Array {
  const scale = 2 ** fraction;
  return Int32Array.from(x, (value) => {
    const integer = value * scale;
    if (Number.isInteger(integer)) return integer;
    throw new CodesignError(
      'dataset.grid',
      `The input value ${value} is not a multiple of 2^-${fraction}; run dataset again`,
    );
  });
}
