import { dropoutSeed, isDropped, stepSeed } from './dropoutMask';

const elements = Array.from({ length: 20000 }, (_, i) => i);
const dropped = (seed: number, rate: number) => elements.filter((i) => isDropped(i, seed, rate));

describe('a dropout mask', () => {
  it.each([0, 0.1, 0.25, 0.5, 0.9])('of rate %d drops that share', (rate) => {
    const share = dropped(dropoutSeed(stepSeed(1, 0), 3), rate).length / elements.length;
    // Four standard deviations of a share of 20,000.
    expect(Math.abs(share - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / elements.length) + 1e-12);
  });

  it.each([
    { why: 'sessions', a: dropoutSeed(stepSeed(1, 0), 3), b: dropoutSeed(stepSeed(2, 0), 3) },
    { why: 'steps', a: dropoutSeed(stepSeed(1, 0), 3), b: dropoutSeed(stepSeed(1, 1), 3) },
    { why: 'layers', a: dropoutSeed(stepSeed(1, 0), 3), b: dropoutSeed(stepSeed(1, 0), 4) },
  ])('of other $why drops independently', ({ a, b }) => {
    const other = new Set(dropped(b, 0.5));
    const common = dropped(a, 0.5).filter((i) => other.has(i)).length / elements.length;
    expect(Math.abs(common - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / elements.length));
  });

  it('drops neighbours independently', () => {
    const seed = dropoutSeed(stepSeed(9, 5), 1);
    const both = elements.filter((i) => isDropped(i, seed, 0.5) && isDropped(i + 1, seed, 0.5));
    expect(Math.abs(both.length / elements.length - 0.25)).toBeLessThan(0.015);
  });
});
