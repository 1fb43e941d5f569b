import { isLabels, type Targets } from '@nx-codesign/train';
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

function distancesOf(outputs: Float32Array, targets: Float32Array, count: number): Float64Array {
  const size = outputs.length / count;
  return Float64Array.from({ length: count }, (_, sample) => {
    let squares = 0;
    for (let at = sample * size; at < (sample + 1) * size; at++) squares += (outputs[at] - targets[at]) ** 2;
    return Math.sqrt(squares);
  });
}
