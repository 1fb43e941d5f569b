import type { Network } from '@nx-codesign/ir';
import { gainedBits } from './gainedBits';

const setOf = (count: number, name: string): Network => ({
  name: 'n',
  input: { shape: [count, 2], format: { signed: true, integer: 1, fraction: 4 } },
  layers: [{ name: 'set', kind: 'aggregate', inputs: ['input'], config: { function: name } }],
  output: 'set',
});

describe('gainedBits', () => {
  it.each([
    [1, 0],
    [2, 1],
    [5, 3],
    [8, 3],
    [9, 4],
  ])('of a sum of %s values are %s', (count, bits) => {
    expect(gainedBits(setOf(count, 'mean'), 'set')).toBe(bits);
  });

  it('of a maximum are none', () => {
    expect(gainedBits(setOf(8, 'max'), 'set')).toBe(0);
  });
});
