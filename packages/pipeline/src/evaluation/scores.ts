import type { Targets } from '@nx-codesign/train';
import { isLabels } from '../metrics/answers';
import { calledClasses } from './classFigures';

/** Of each sample what the metric is the mean of: 1 for a right class, 0 for a wrong one, or its distance. */
export function scoresOf(outputs: Float32Array, answers: Targets, count: number): Float64Array {
  if (isLabels(answers)) {
    const called = calledClasses({ outputs, labels: answers });
    return Float64Array.from(called, (given, sample) => (given === answers[sample] ? 1 : 0));
  }
  return distancesOf(outputs, answers, count);
}

/** Mean of some scores: the metric. */
export function meanOf(scores: Float64Array): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Root mean square error of all outputs, and the distance that 95 % of the samples do not exceed. */
export function errorsOf(
  outputs: Float32Array,
  { targets, distances }: { targets: Float32Array; distances: Float64Array },
): { rmse: number; distance95: number } {
  const squares = outputs.reduce((sum, value, at) => sum + (value - targets[at]) ** 2, 0);
  const sorted = Float64Array.from(distances).sort();
  return {
    rmse: Math.sqrt(squares / outputs.length),
    distance95: sorted[Math.ceil(0.95 * sorted.length) - 1],
  };
}

function distancesOf(outputs: Float32Array, targets: Float32Array, count: number): Float64Array {
  const size = outputs.length / count;
  return Float64Array.from({ length: count }, (_, sample) => {
    let squares = 0;
    for (let at = sample * size; at < (sample + 1) * size; at++) squares += (outputs[at] - targets[at]) ** 2;
    return Math.sqrt(squares);
  });
}
