import { type Random } from './random';

/** A source that gives these uniform numbers in turn, for hand-worked cases of the operators. */
export function fixedRandom(...uniforms: number[]): Random {
  const uniform = () => {
    const next = uniforms.shift();
    if (next === undefined) throw new Error('The case has more draws than numbers.');
    return next;
  };
  return {
    uniform,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    normal: () => (uniform() - 0.5) * 2,
  };
}
