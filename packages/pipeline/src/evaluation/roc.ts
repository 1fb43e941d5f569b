import { leastCount } from './leastCount';

/** What scores say of two kinds of samples. */
export interface Ranking {
  /** A high score speaks for the signal. Finite. */
  readonly scores: Float64Array;
  readonly isSignal: (sample: number) => boolean;
}

export interface RocFigures {
  /** Probability that a sample of the signal has the higher score, a tie counting half. */
  readonly area?: number;
  /** Background samples for one that passes at the signal efficiency. */
  readonly rejection?: number;
}

/**
 * Area under the ROC curve by ranks (Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747), and the background
 * rejection at the highest threshold that at least `efficiency` of the signal passes. A figure that is not defined is
 * absent. O(n log n).
 */
export function rocFigures({ scores, isSignal }: Ranking, efficiency: number): RocFigures {
  const order = Uint32Array.from(scores, (_, sample) => sample).sort((a, b) => scores[b] - scores[a]);
  const signal = order.reduce((count, sample) => count + (isSignal(sample) ? 1 : 0), 0);
  const background = scores.length - signal;
  if (signal === 0 || background === 0) return {};
  const wanted = leastCount(efficiency, signal);
  let [signalSoFar, backgroundSoFar, concordant] = [0, 0, 0];
  let passing: number | undefined;
  for (let start = 0; start < order.length;) {
    const tie = tieFrom({ scores, isSignal }, order, start);
    concordant += tie.background * (signalSoFar + tie.signal / 2);
    signalSoFar += tie.signal;
    backgroundSoFar += tie.background;
    if (passing === undefined && signalSoFar >= wanted) passing = backgroundSoFar;
    start = tie.end;
  }
  return {
    area: concordant / (signal * background),
    ...(passing !== undefined && passing > 0 && { rejection: background / passing }),
  };
}

/** Samples of equal score from `start` on: one step of the curve. */
function tieFrom({ scores, isSignal }: Ranking, order: Uint32Array, start: number) {
  let [end, signal] = [start, 0];
  for (; end < order.length && scores[order[end]] === scores[order[start]]; end++) {
    if (isSignal(order[end])) signal++;
  }
  return { end, signal, background: end - start - signal };
}
