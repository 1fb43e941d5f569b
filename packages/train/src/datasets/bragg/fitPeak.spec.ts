import { createPortableMath } from '../../engines/wasm';
import { fitPeak } from './fitPeak';
import { ellipseOf, intensityAt } from './pseudoVoigt';

const math = createPortableMath();

/** A patch without noise. */
function patchOf(
  centre: readonly [number, number],
  angle: readonly [number, number],
  fraction: number,
): Float64Array {
  const peak = { amplitude: 500, centre, shape: ellipseOf([2, 3.5], angle), fraction };
  return Float64Array.from(
    { length: 121 },
    (_, pixel) => 20 + intensityAt(peak, [pixel % 11, Math.floor(pixel / 11)], math),
  );
}

describe('fitPeak', () => {
  it.each([
    { centre: [5, 5], angle: [1, 0], fraction: 0.5 },
    { centre: [6.3, 3.8], angle: [0.6, 0.8], fraction: 0.2 },
    { centre: [3.6, 6.45], angle: [0.8, -0.6], fraction: 0.9 },
  ] as const)('finds the centre $centre of a peak without noise', ({ centre, angle, fraction }) => {
    const [column, row] = fitPeak(patchOf(centre, angle, fraction), 11, math);
    expect(column).toBeCloseTo(centre[0], 5);
    expect(row).toBeCloseTo(centre[1], 5);
  });

  it('of an empty patch stays inside of it', () => {
    for (const position of fitPeak(new Float64Array(121), 11, math)) {
      expect(position).toBeGreaterThan(-0.5);
      expect(position).toBeLessThan(10.5);
    }
  });
});
