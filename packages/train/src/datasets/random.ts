import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { PortableMath } from '../engines/wasm';

/** The draws that the simulation of one sample makes, one after the other, with the functions that it computes by. */
export interface Random {
  readonly math: PortableMath;
  /** Uniform in the open interval (0, 1), in steps of 2^-32. */
  uniform(): number;
  /** Two independent standard normal numbers (Marsaglia and Bray 1964, doi:10.1137/1006063). */
  normalPair(): readonly [number, number];
  /** A unit vector in the plane, `[cos, sin]` of a uniform angle. */
  direction(): readonly [number, number];
}

const steps = 2 ** 32;

/**
 * Endless independent streams, the i-th for the i-th sample: each starts 2^64 draws (one jump of xoroshiro128+) after
 * the one before, so no sample depends on how many draws another one took.
 */
export function* randomStreams(seed: number, math: PortableMath): Generator<Random, never> {
  const start = xoroshiro128plus(seed);
  for (;;) {
    start.jump();
    const generator = start.clone();
    yield randomOf(() => ((generator.next() >>> 0) + 0.5) / steps, math);
  }
}

function randomOf(uniform: () => number, math: PortableMath): Random {
  return {
    math,
    uniform,
    normalPair() {
      const [x, y, square] = pointInDisc(uniform);
      const scale = Math.sqrt((-2 * math.log(square)) / square);
      return [x * scale, y * scale];
    },
    direction() {
      const [x, y, square] = pointInDisc(uniform);
      const length = Math.sqrt(square);
      return [x / length, y / length];
    },
  };
}

/** A uniform point of the open unit disc without its centre, and the square of its distance from the centre. */
function pointInDisc(uniform: () => number): readonly [number, number, number] {
  for (;;) {
    const x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return [x, y, square];
  }
}
