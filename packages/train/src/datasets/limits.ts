import type { SourceSummary } from './rawData';

/** Most values of all splits together, as float32 in memory: 1.2 GB. */
export const mostValues = 3e8;

/** Input values of all examples, those of test files too: all are held in memory. */
export function valuesOf({
  shape,
  poolCount,
  testCount = 0,
}: Pick<SourceSummary, 'shape' | 'poolCount' | 'testCount'>): number {
  return shape.reduce((product, axis) => product * axis, poolCount + testCount);
}
