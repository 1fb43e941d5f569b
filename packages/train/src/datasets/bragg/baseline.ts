import { createPortableMath } from '../../engines/wasm';
import { distance95Of } from '../../training/distance95';
import type { Picked } from '../picks';
import type { Baseline } from '../rawData';
import { fitPeak } from './fitPeak';

/** Fits of patches that the baseline is measured on at most; each takes a fraction of a millisecond. */
const mostFits = 10_000;
const decimals = 1e6;

/**
 * Euclidean distance in pixels of least-squares fits from the targets, on the first patches of the test split as
 * the detector counted them, before any rounding to an input format.
 */
export function fitBaseline({ from, indices }: Picked): Baseline {
  const math = createPortableMath();
  const patch = from.shape[0];
  const middle = (patch - 1) / 2;
  const distances = Float64Array.from(indices.subarray(0, mostFits), (index) => {
    const [column, row] = fitPeak(from.rows(index, 1), patch, math);
    const dx = column - middle - from.y[2 * index];
    const dy = row - middle - from.y[2 * index + 1];
    return Math.sqrt(dx * dx + dy * dy);
  });
  const { length } = distances;
  return {
    method: 'least-squares fit of a pseudo-Voigt peak (Levenberg-Marquardt)',
    split: 'test',
    count: length,
    meanDistance: rounded(distances.reduce((sum, distance) => sum + distance, 0) / length),
    distance95: rounded(distance95Of(distances)),
  };
}

function rounded(distance: number): number {
  return Math.round(distance * decimals) / decimals;
}
