import { trace, type Network } from '@nx-codesign/ir';
import { chainOfLayers as network } from '../__fixtures__/chainOfLayers';
import { aliveShares } from './aliveShares';
import { readShares } from './readShares';

function readOf(net: Network, density: number) {
  const { operations, output } = trace(net);
  return readShares(operations, { output, density, alive: aliveShares(operations, density) });
}

describe('readShares', () => {
  it.each([
    { density: 1, input: 1, why: 'every weight is there' },
    { density: 0, input: 0, why: 'none is' },
    {
      density: 0.5,
      // 2 x 15 / 16 outputs vary: each of four inputs has no weight with a chance of 0.5^1.875, not all of them at once.
      input: 0.732,
      why: 'half of the weights of two outputs: about a quarter of the inputs has none',
    },
  ])('reads $input of the inputs: $why', ({ density, input }) => {
    const [read] = readOf(network([4], [['dense', { units: 2 }]]), density);
    expect(read.positions).toBe(1);
    expect(read.elements).toBeCloseTo(input, 2);
  });

  it('leaves out the positions that no window covers: 4 x 4 of 5 x 5', () => {
    const [input] = readOf(network([5, 5, 2], [['pool', { function: 'max', size: [2, 2] }]]), 1);
    expect(input.positions).toBeCloseTo(16 / 25, 6);
    expect(input.elements).toBe(1);
  });

  it('leaves out positions of which no channel is read: 16 of one channel, one weight in four', () => {
    const flat = network(
      [4, 4, 1],
      [
        ['flatten', {}],
        ['dense', { units: 1 }],
      ],
    );
    const [input] = readOf(flat, 0.25);
    expect(input.positions * input.elements).toBeCloseTo(0.25, 1);
    expect(input.elements).toBeCloseTo(1, 1);
  });

  it('leaves out sums that a ReLU never lets through: a quarter of those that vary', () => {
    const { operations, output } = trace(
      network(
        [1],
        [
          ['dense', { units: 1000 }],
          ['activation', { function: 'relu' }],
        ],
      ),
    );
    const read = readShares(operations, { output, density: 0.5, alive: aliveShares(operations, 0.5) });
    const sums = operations.findIndex(({ kind }) => kind === 'matvec');
    // Half of the sums vary; half of these have a negative weight, and half of those no positive bias.
    expect(read[sums].elements).toBeCloseTo(0.75, 6);
  });
});
