interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Exact bounds of a product; of one of two equal factors it is a square, 0 at least where they may be 0. */
export function productBounds(
  a: Bounds,
  b: Bounds,
  kind: 'product' | 'square',
): { low: number; high: number } {
  // `+ 0` turns -0 into 0.
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high].map((value) => value + 0);
  const high = Math.max(...corners);
  if (kind === 'product') {
    return { low: Math.min(...corners), high };
  }
  const spansZero = a.low <= 0 && a.high >= 0;
  return { low: spansZero ? 0 : Math.min(a.low * b.low, a.high * b.high), high };
}
