/** One non-zero digit of a signed-digit number: `(negative ? -1 : 1) * 2^shift`. */
export interface SignedDigit {
  readonly shift: number;
  readonly negative: boolean;
}

/**
 * Canonical signed digits (non-adjacent form, Reitwiesner 1960) of an integer, lowest first: the fewest non-zero
 * digits -1, 1 of any binary representation. Exact for |value| < 2^52.
 */
export function signedDigits(value: number): SignedDigit[] {
  const digits: SignedDigit[] = [];
  let rest = Math.abs(value);
  for (let shift = 0; rest > 0; shift++) {
    if (rest % 2 === 1) {
      const down = rest % 4 === 1;
      digits.push({ shift, negative: down === value < 0 });
      rest += down ? -1 : 1;
    }
    rest /= 2;
  }
  return digits;
}
