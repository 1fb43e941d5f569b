import type { IntegerOperation } from './integerProgram';

/** Held here because looking `Math` up is slow where a test runner makes it a proxy. */
const { floor } = Math;

type Quantizer = Pick<
  Extract<IntegerOperation, { kind: 'quantize' }>,
  'shift' | 'round' | 'minimum' | 'maximum'
>;

/** The integer function of a `quantize` operation: shift right with floor (after half a step for half-up), then clamp. */
export function quantizeInteger({ shift, round, minimum, maximum }: Quantizer): (integer: number) => number {
  const scale = 2 ** -shift;
  const half = halfStep({ shift, round });
  return (integer) => {
    const floored = floor((integer + half) * scale);
    return floored < minimum ? minimum : floored > maximum ? maximum : floored;
  };
}

/** What a quantiser adds ahead of its shift: half a step for half-up where it drops bits, else 0. */
export function halfStep({ shift, round }: Pick<Quantizer, 'shift' | 'round'>): number {
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
