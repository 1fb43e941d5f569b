import type { Network } from '@nx-codesign/ir';
import { reciprocalFormat } from './reciprocalFormat';

/** A mean of `count` values of one channel. */
function meanOf(count: number, name = 'mean'): Network {
  return {
    name: 'n',
    input: { shape: [count, 1], format: { signed: false, integer: 4, fraction: 0 } },
    layers: [{ name: 'mean', kind: 'aggregate', inputs: ['input'], config: { function: name } }],
    output: 'mean',
  };
}

describe('reciprocalFormat', () => {
  it.each([
    {
      count: 3,
      width: 2,
      // 3/8 is an eighth above 1/3, 5/16 a sixteenth below.
      format: { signed: false, integer: -1, fraction: 4 },
      why: '5/16 is within 1/16 of 1/3, 3/8 is not',
    },
    {
      count: 5,
      width: 2,
      // 3/16 is 6.25 % below 1/5, which is 1/16.
      format: { signed: false, integer: -2, fraction: 4 },
      why: '3/16 is within 1/16 of 1/5',
    },
  ])('of $count values at $width bits: $why', ({ count, width, format }) => {
    expect(reciprocalFormat(meanOf(count), 'mean', width)).toEqual(format);
  });

  it.each([1, 2, 8])('of %s values is not needed, as 1/N is a shift', (count) => {
    expect(reciprocalFormat(meanOf(count), 'mean', 6)).toBeUndefined();
  });

  it('of a maximum is not needed', () => {
    expect(reciprocalFormat(meanOf(3, 'max'), 'mean', 6)).toBeUndefined();
  });
});
