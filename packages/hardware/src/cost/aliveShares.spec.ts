import { trace, type Network } from '@nx-codesign/ir';
import { aliveShares } from './aliveShares';

/** One layer of 1000 units, so that it matters little that one of them is alive, and a function. */
function layer(inputs: number, { signed, act }: { readonly signed: boolean; readonly act: string }): Network {
  return {
    name: 'layer',
    input: { shape: [inputs], format: { signed, integer: 0, fraction: 8 } },
    layers: [
      { kind: 'dense', name: 'sums', inputs: ['input'], config: { units: 1000 } },
      { kind: 'activation', name: 'act', inputs: ['sums'], config: { function: act } },
    ],
    output: 'act',
  };
}

describe('aliveShares', () => {
  it.each([
    {
      inputs: 1,
      density: 0.5,
      signed: true,
      act: 'relu',
      share: 0.5,
      why: 'half of the sums have their one weight',
    },
    {
      ...{ inputs: 1, density: 0.5, signed: false, act: 'relu', share: 0.375 },
      why: 'half of those have a negative weight, and half of these no positive bias',
    },
    {
      ...{ inputs: 2, density: 1, signed: false, act: 'relu', share: 0.875 },
      why: 'of a quarter all weights are negative, and of half of them the bias',
    },
    {
      inputs: 1,
      density: 0.5,
      signed: false,
      act: 'tanh',
      share: 0.5,
      why: 'a tanh passes what is below zero',
    },
  ])('$share of the elements behind a $act: $why', ({ inputs, density, signed, act, share }) => {
    const { operations, output } = trace(layer(inputs, { signed, act }));
    expect(aliveShares(operations, density)[output].share).toBeCloseTo(share, 6);
  });

  it('one element at least varies where a weight can be there, none where none is', () => {
    const { operations, output } = trace(layer(1, { signed: true, act: 'relu' }));
    expect(aliveShares(operations, 1e-5)[output].share).toBeCloseTo(1 / 1000, 4);
    expect(aliveShares(operations, 0)[output].share).toBe(0);
  });
});
