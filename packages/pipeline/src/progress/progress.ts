/** Reports how far a stage is, in whole lines. */
export interface Progress {
  /** Counts finished pieces; `note` is shown at the end of the line, for example the best accuracy so far. */
  advance(pieces: number, note?: string): void;
  /** Says what is going on between two pieces, if no line has come for a while. */
  tell(note: string): void;
}

export interface ProgressOptions {
  readonly stage: string;
  /** Plural noun of what is counted. */
  readonly unit: string;
  readonly total: number;
  readonly log: (line: string) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Shortest time between two lines, so that a log stays readable. */
const quietMs = 2000;

/**
 * Pieces, of the total, before a line tells speed and time left: the first ones wait for threads to start and code to
 * be compiled, and made the time left many times too long.
 */
const fewestPieces = 3;
const leastShare = 0.05;

/** Lines like `search 12/60 trials, 3.1/s, 15 s left, best accuracy 95.1 %`; the last one always comes. */
export function createProgress({ stage, unit, total, log, now }: ProgressOptions): Progress {
  const startMs = now();
  let lastLineMs = startMs;
  let done = 0;
  return {
    advance(pieces, note) {
      done += pieces;
      const nowMs = now();
      if (done < total && nowMs - lastLineMs < quietMs) return;
      lastLineMs = nowMs;
      const isEarly = done < total && done < Math.max(fewestPieces, total * leastShare);
      const perSecond = (done * 1000) / Math.max(nowMs - startMs, 1);
      const rest = done < total ? `${Math.ceil((total - done) / perSecond)} s left` : 'done';
      const speed = isEarly ? [] : [rate(perSecond), rest];
      log([`${stage} ${done}/${total} ${unit}`, ...speed, ...(note ? [note] : [])].join(', '));
    },
    tell(note) {
      if (now() - lastLineMs < quietMs) return;
      lastLineMs = now();
      log(`${stage} ${done}/${total} ${unit}, ${note}`);
    },
  };
}

/** Slow work in seconds per piece. */
function rate(perSecond: number): string {
  return perSecond >= 0.95 ? `${perSecond.toFixed(1)}/s` : `${(1 / perSecond).toFixed(1)} s each`;
}
