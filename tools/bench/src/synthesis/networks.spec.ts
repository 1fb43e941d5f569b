import { lower, weightShapes } from '@nx-codesign/ir';
import { bragg, deepSets, jets, randomWeights } from './networks';

describe('the networks that are synthesised', () => {
  it.each([
    [jets, ['16x64', '64x32', '32x32', '32x5']],
    [deepSets, ['3x64', '64x16', '16x16', '16x128', '128x16', '16x64', '64x5']],
    [bragg, ['9x6', '54x4', '196x16', '16x2']],
  ])('$name has the layers of its title', (subject, layers) => {
    const shapes = Object.entries(weightShapes(subject.network));
    const kernels = shapes.filter(([name]) => name.endsWith('/kernel')).map(([, shape]) => shape.join('x'));
    expect(kernels).toEqual(layers);
  });

  it('have weights on the grid of their formats, about half of them zero, and can be lowered', () => {
    const weights = randomWeights(jets.network);
    const { data } = weights['dense3/kernel'];
    expect(data.every((value) => Number.isInteger(value * 32) && value >= -1 && value < 1)).toBe(true);
    const zeros = data.filter((value) => value === 0).length / data.length;
    expect(zeros).toBeGreaterThan(0.45);
    expect(zeros).toBeLessThan(0.6);
    expect(() => lower(jets.network, weights)).not.toThrow();
  });

  it('a changed layer has other weights, and only that one', () => {
    const before = randomWeights(jets.network);
    const after = randomWeights(jets.network, 'dense3');
    const differing = Object.keys(before).filter(
      (name) => before[name].data.join() !== after[name].data.join(),
    );
    expect(differing.filter((name) => !name.startsWith('dense3/'))).toEqual([]);
    expect(differing).toContain('dense3/kernel');
  });
});
