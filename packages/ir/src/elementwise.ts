import type { IntegerOperation, QuantizeChannel } from './integerProgram';

/** Held here because looking `Math` up is slow where a test runner makes it a proxy. */
const { floor } = Math;

type Rounding = Extract<IntegerOperation, { kind: 'quantize' }>['round'];

/**
 * The integer function of a channel of a `quantize` operation: shift right with floor (after half a step for half-up),
 * then clamp, then lift.
 */
export function quantizeInteger(
  round: Rounding,
  { shift, lift, minimum, maximum }: QuantizeChannel,
): (integer: number) => number {
  const scale = 2 ** -shift;
  const half = halfStep(round, shift);
  const low = minimum * 2 ** lift;
  const high = maximum * 2 ** lift;
  const lifted = 2 ** lift;
  return (integer) => {
    const floored = floor((integer + half) * scale) * lifted;
    return floored < low ? low : floored > high ? high : floored;
  };
}

/** What a quantiser adds ahead of its shift: half a step for half-up where it drops bits, else 0. */
export function halfStep(round: Rounding, shift: number): number {
  return round === 'half-up' && shift > 0 ? 2 ** (shift - 1) : 0;
}

/** The integer function of a `leakyRelu` operation, at the finer fraction of its output. */
export function leakyReluInteger(slopeShift: number): (integer: number) => number {
  const scale = 2 ** slopeShift;
  return (integer) => (integer < 0 ? integer : integer * scale);
}

/** The integer function of a `relu` operation. */
export function reluInteger(integer: number): number {
  return integer > 0 ? integer : 0;
}
