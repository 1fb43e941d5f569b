/** The middle of the values, the mean of the two middle ones if their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** 1, 2, ..., count, or so many from another first one. */
export function seedsTo(count: number, first = 1): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
