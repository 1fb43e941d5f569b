import type { PortableMath } from '../../engines/wasm';
import { leastSquares, type Residuals } from './leastSquares';

/** Order of the parameters: what `pseudoVoigt.ts` calls them, then the background. */
const [AMPLITUDE, COLUMN, ROW, A, B, C, FRACTION, BACKGROUND] = [0, 1, 2, 3, 4, 5, 6, 7];
const parameters = 8;
const ln2 = 0.6931471805599453;
/** Half height at 1.5 px from the centre: where the fit begins. */
const startingShape = 1 / (1.5 * 1.5);

/**
 * Centre `[column, row]` in pixels of the peak in a patch `[patch, patch]`, by a least-squares fit of one pseudo-Voigt
 * peak with a flat background: the classical method that BraggNN is compared with (arXiv 2008.08198). Starts at
 * the brightest 3x3 neighbourhood within 2 px of the middle, where the labels are too.
 */
export function fitPeak(counts: ArrayLike<number>, patch: number, math: PortableMath): [number, number] {
  const start = startOf(counts, patch);
  const fitted = leastSquares(start, {
    residuals: residualsOf(counts, patch, math),
    isAllowed: (p) =>
      p[AMPLITUDE] > 0 &&
      p[A] > 0 &&
      p[A] * p[C] > p[B] * p[B] &&
      p[FRACTION] >= 0 &&
      p[FRACTION] <= 1 &&
      isInside(p[COLUMN], patch) &&
      isInside(p[ROW], patch),
  });
  return [fitted[COLUMN], fitted[ROW]];
}

function isInside(position: number, patch: number): boolean {
  return position > -0.5 && position < patch - 0.5;
}

const searchRadius = 2;

function startOf(counts: ArrayLike<number>, patch: number): Float64Array {
  const middle = (patch - 1) / 2;
  let [best, at] = [-1, [middle, middle]];
  for (let row = middle - searchRadius; row <= middle + searchRadius; row++) {
    for (let column = middle - searchRadius; column <= middle + searchRadius; column++) {
      const sum = neighbourhood(counts, patch, [column, row]);
      if (sum > best) [best, at] = [sum, [column, row]];
    }
  }
  const background = edgeMedian(counts, patch);
  const start = new Float64Array(parameters);
  start.set([Math.max(1, best / 9 - background), at[0], at[1]]);
  start.set([startingShape, 0, startingShape, 0.5, background], A);
  return start;
}

function neighbourhood(counts: ArrayLike<number>, patch: number, [column, row]: number[]): number {
  let sum = 0;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) sum += counts[(row + dy) * patch + column + dx];
  }
  return sum;
}

/** Median of the pixels on the edge of the patch. */
function edgeMedian(counts: ArrayLike<number>, patch: number): number {
  const last = patch - 1;
  const edge: number[] = [];
  for (let k = 0; k < last; k++) {
    edge.push(counts[k], counts[k * patch + last], counts[last * patch + k + 1], counts[(k + 1) * patch]);
  }
  return edge.sort((a, b) => a - b)[Math.floor(edge.length / 2)];
}

/** The model minus the counts, and its derivatives. */
function residualsOf(counts: ArrayLike<number>, patch: number, { exp }: PortableMath): Residuals {
  return {
    count: patch * patch,
    evaluate(p, index, gradient) {
      const column = index % patch;
      const dx = column - p[COLUMN];
      const dy = (index - column) / patch - p[ROW];
      const q = p[A] * dx * dx + 2 * p[B] * dx * dy + p[C] * dy * dy;
      const lorentz = 1 / (1 + q);
      const gauss = exp(-ln2 * q);
      const shape = p[FRACTION] * lorentz + (1 - p[FRACTION]) * gauss;
      if (gradient) {
        const byQ = -p[AMPLITUDE] * (p[FRACTION] * lorentz * lorentz + (1 - p[FRACTION]) * ln2 * gauss);
        gradient[AMPLITUDE] = shape;
        gradient[COLUMN] = -2 * byQ * (p[A] * dx + p[B] * dy);
        gradient[ROW] = -2 * byQ * (p[B] * dx + p[C] * dy);
        gradient[A] = byQ * dx * dx;
        gradient[B] = 2 * byQ * dx * dy;
        gradient[C] = byQ * dy * dy;
        gradient[FRACTION] = p[AMPLITUDE] * (lorentz - gauss);
        gradient[BACKGROUND] = 1;
      }
      return p[AMPLITUDE] * shape + p[BACKGROUND] - counts[index];
    },
  };
}
