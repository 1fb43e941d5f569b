import type { Precision } from '../records/costs';

/** `w6a4`: the name of a precision in folders and tables. */
export function precisionName({ weightBits, activationBits }: Precision): string {
  return `w${weightBits}a${activationBits}`;
}
