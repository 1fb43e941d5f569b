import { Type, type Static } from '@sinclair/typebox';

/**
 * A fixed-point format. `integer` counts the bits left of the point without the sign, and may be negative.
 * A value is an integer times `2^-fraction`. In Vitis terms `ap_fixed<W, I>` has `I = integer + 1` if signed.
 */
export const Fixed = Type.Object(
  {
    signed: Type.Boolean({ description: 'Whether the format has a sign bit.' }),
    integer: Type.Integer({ description: 'Bits left of the point, without the sign.' }),
    fraction: Type.Integer({ description: 'Bits right of the point.' }),
  },
  { additionalProperties: false },
);
export type Fixed = Static<typeof Fixed>;

/** Total width of a format in bits. */
export function widthOf({ signed, integer, fraction }: Fixed): number {
  return integer + fraction + (signed ? 1 : 0);
}

/** Smallest and largest integer of a format. */
export function rangeOf(format: Fixed): { low: number; high: number } {
  const magnitude = 2 ** (format.integer + format.fraction);
  return { low: format.signed ? -magnitude : 0, high: magnitude - 1 };
}
