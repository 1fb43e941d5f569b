import { layer, programOf } from '../__fixtures__/networkOf';
import { inputStreamOf, legalReuseFactors } from './inputStream';

const weight = { signed: true, integer: 0, fraction: 3 };
const dense = (name: string, from: string) =>
  layer(name, 'dense', [from], { units: 2, weight, bias: weight });
const convolution = layer('conv', 'conv2d', ['input'], { filters: 1, size: [3, 3], weight, bias: weight });
const sum = layer('sum', 'aggregate', ['input'], { function: 'sum' });
const flatten = layer('flatten', 'flatten', ['input'], {});

describe('the legal reuse factors', () => {
  it.each([
    { why: 'particles of a set', shape: [8, 3], layers: [dense('phi', 'input')], factors: [1, 2, 4, 8] },
    { why: 'pixels of an image', shape: [11, 11, 1], layers: [convolution], factors: [1, 11, 121] },
    { why: 'terms of a sum', shape: [6, 2], layers: [sum], factors: [1, 2, 3, 6] },
    { why: 'nothing shared', shape: [6], layers: [dense('d', 'input')], factors: [1] },
    { why: 'all read at once', shape: [4, 2], layers: [flatten, dense('d', 'flatten')], factors: [1] },
  ])('divide what the first layers share: $why', ({ shape, layers, factors }) => {
    expect(legalReuseFactors(programOf(shape, layers))).toEqual(factors);
  });
});

describe('inputStreamOf', () => {
  it('puts as many positions into a beat as the factor leaves', () => {
    const program = programOf([8, 3], [dense('phi', 'input')]);
    expect(inputStreamOf(program, 4)).toEqual({ reuseFactor: 4, lanes: 2, channels: 3 });
    expect(inputStreamOf(program, 1)).toEqual({ reuseFactor: 1, lanes: 1, channels: 24 });
  });

  it.each([
    { reuseFactor: 7, nearest: 'Use 1 or 11.' },
    { reuseFactor: 30, nearest: 'Use 11 or 121.' },
    { reuseFactor: 200, nearest: 'Use 121.' },
    { reuseFactor: 1.5, nearest: 'Use 1 or 11.' },
  ])('refuses $reuseFactor for 11 x 11 pixels and names the nearest', ({ reuseFactor, nearest }) => {
    expect(() => inputStreamOf(programOf([11, 11, 1], [convolution]), reuseFactor)).toThrow(
      expect.objectContaining({
        code: 'hardware.reuseFactor',
        message: expect.stringMatching(
          new RegExp(`reuse factor of ${reuseFactor} .*121 positions.*${nearest}`),
        ),
      }),
    );
  });

  it('refuses a factor above 1 where no layer is shared', () => {
    expect(() => inputStreamOf(programOf([6], [dense('d', 'input')]), 2)).toThrow(/net has none\. Use 1/);
  });
});
