import { elementsKept, instancesOf, positionsKept } from './assumedStream';

const rows = { reuseFactor: 7, lanes: 7 };
const pixels = { reuseFactor: 49, lanes: 1 };

describe('a stream of 7 x 7 pixels', () => {
  it.each([
    { stream: rows, kept: 14, why: 'rows come whole: the two before are kept' },
    { stream: pixels, kept: 16, why: 'pixels come one by one: two rows and two pixels are kept' },
    { stream: { reuseFactor: 1, lanes: 1 }, kept: 0, why: 'all come at once' },
  ])('keeps $kept of them for windows of 3 x 3: $why', ({ stream, kept }) => {
    expect(elementsKept({ sizes: [3, 3], width: 7 }, stream)).toBe(kept);
  });

  it('has an instance for each of so many cycles of the 25 windows, no more than are read', () => {
    expect(instancesOf({ positions: 25, read: 1 }, rows)).toBe(4);
    expect(instancesOf({ positions: 25, read: 1 }, pixels)).toBe(1);
    expect(instancesOf({ positions: 25, read: 0.08 }, rows)).toBe(2);
  });

  it('keeps all windows but those of the last cycle for a layer that reads them all', () => {
    expect(positionsKept(25, rows)).toBe(21);
    expect(positionsKept(25, pixels)).toBe(24);
  });
});
