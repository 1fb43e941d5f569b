import { interpret, lower, type Network, type Weights } from '@nx-codesign/ir';
import { randomVectors } from '../__fixtures__/randomProgram';
import { RandomSource } from '../__fixtures__/randomSource';
import { buildDesign } from './buildDesign';
import { evaluateDesign } from './evaluateDesign';

const fixed = (signed: boolean, integer: number, fraction: number) => ({ signed, integer, fraction });

/** 6 inputs, a ReLU layer, a tanh layer, 3 outputs: every rounding folded as `lower` does it. */
const network: Network = {
  name: 'lowered',
  input: { shape: [2, 3], format: fixed(false, 0, 6) },
  layers: [
    { name: 'flat', kind: 'flatten', inputs: ['input'], config: {} },
    {
      name: 'hidden',
      kind: 'dense',
      inputs: ['flat'],
      config: { units: 5, weight: fixed(true, 0, 4), bias: fixed(true, 1, 10) },
    },
    {
      name: 'relu',
      kind: 'activation',
      inputs: ['hidden'],
      config: { function: 'relu', output: fixed(false, 1, 4) },
    },
    {
      name: 'middle',
      kind: 'dense',
      inputs: ['relu'],
      config: { units: 4, weight: fixed(true, 0, 4), bias: fixed(true, 1, 8), output: fixed(true, 2, 4) },
    },
    {
      name: 'tanh',
      kind: 'activation',
      inputs: ['middle'],
      config: { function: 'tanh', output: fixed(true, 0, 6) },
    },
    {
      name: 'logits',
      kind: 'dense',
      inputs: ['tanh'],
      config: { units: 3, weight: fixed(true, 0, 5), bias: fixed(true, 1, 11) },
    },
  ],
  output: 'logits',
};

function tensor(random: RandomSource, shape: number[], bits: number, fraction: number): Weights[string] {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const limit = 2 ** (bits - 1);
  const data = Float32Array.from({ length: size }, () => random.integer(-limit, limit - 1) / 2 ** fraction);
  return { shape, data };
}

describe('a network lowered by package ir', () => {
  it('is computed exactly by its design', () => {
    const random = new RandomSource(9);
    const weights: Weights = {
      'hidden/kernel': tensor(random, [6, 5], 5, 4),
      'hidden/bias': tensor(random, [5], 12, 10),
      'middle/kernel': tensor(random, [5, 4], 5, 4),
      'middle/bias': tensor(random, [4], 10, 8),
      'logits/kernel': tensor(random, [4, 3], 6, 5),
      'logits/bias': tensor(random, [3], 13, 11),
    };
    const program = lower(network, weights);
    const x = randomVectors(program, 500, 1);
    const design = buildDesign(program, { clockPeriodNs: 2, part: 'xcvu13p-flga2577-2-e' });
    expect(design.modules.map(({ name }) => name)).toEqual(['hidden', 'middle', 'logits']);
    expect(evaluateDesign(design, x, 500)).toEqual(interpret(program, x, 500));
  });
});
