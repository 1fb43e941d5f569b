import type { PortableMath } from '../../engines/wasm';

/**
 * A two-dimensional pseudo-Voigt peak, `I = amplitude (fraction L + (1 - fraction) G)`: the sum of a Lorentzian and
 * a Gaussian of the same centre and widths that stands for their convolution (Wertheim et al. 1974,
 * Rev. Sci. Instrum. 45, 1369). With `q = a dx^2 + 2 b dx dy + c dy^2`, `L = 1 / (1 + q)` and `G = 2^-q`: both are 1 at the
 * centre and 1/2 on the ellipse q = 1.
 */
export interface PseudoVoigt {
  /** Counts at the centre. */
  readonly amplitude: number;
  /** Centre in pixels, `[column, row]`. */
  readonly centre: readonly [number, number];
  /** The ellipse of half height, `[a, b, c]` in 1/px^2. */
  readonly shape: readonly [number, number, number];
  /** Share of the Lorentzian, 0 to 1. */
  readonly fraction: number;
}

/** Ellipse of half height for full widths at half maximum (px) along two axes; the first is turned to `[cos, sin]`. */
export function ellipseOf(
  [first, second]: readonly [number, number],
  [cos, sin]: readonly [number, number],
): PseudoVoigt['shape'] {
  const [u, v] = [4 / (first * first), 4 / (second * second)];
  return [u * cos * cos + v * sin * sin, (u - v) * cos * sin, u * sin * sin + v * cos * cos];
}

const ln2 = 0.6931471805599453;

/** Intensity of a peak at a point in pixels. */
export function intensityAt(
  { amplitude, centre, shape: [a, b, c], fraction }: PseudoVoigt,
  [column, row]: readonly [number, number],
  { exp }: PortableMath,
): number {
  const [dx, dy] = [column - centre[0], row - centre[1]];
  const q = a * dx * dx + 2 * b * dx * dy + c * dy * dy;
  return amplitude * (fraction / (1 + q) + (1 - fraction) * exp(-ln2 * q));
}
