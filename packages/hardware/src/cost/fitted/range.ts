/** Facts of a network or a design that the fit covers a range of, in words. */
export const rangeFacts = {
  inputs: 'inputs of a layer',
  outputs: 'outputs of a layer',
  inputBits: 'bits of an input of a layer',
  sumBits: 'bits of a sum',
  tableAddressBits: 'address bits of a table',
  positions: 'positions of a layer',
  reuseFactor: 'cycles per vector',
  clockPeriodNs: 'ns of the clock period',
} as const;
export type RangeFact = keyof typeof rangeFacts;

/** Largest of each fact over a network; `clockPeriodNs` as it is. */
export type Facts = Readonly<Record<RangeFact, number>>;

/** What no network of the fit has any of, in words. */
const unfittedFacts = {
  products: 'products of two values',
  dsps: 'multiplications in DSP blocks',
} as const;

/** The facts of a network, and of what the fit has none of how many there are; absent where there is none. */
export type AllFacts = Facts & Partial<Readonly<Record<keyof typeof unfittedFacts, number>>>;

/** Only these have a least value: a smaller layer than any sample is no other kind of thing. */
const withLeast: ReadonlySet<RangeFact> = new Set(['clockPeriodNs']);

/** What of a network no sample of the fit covers, in words; empty where all is covered. */
export function outsideOf(
  range: Readonly<Record<RangeFact, readonly [least: number, most: number]>>,
  facts: AllFacts,
): string[] {
  return [...outsideOfRange(range, facts), ...unfitted(facts)];
}

function unfitted(facts: AllFacts): string[] {
  return (Object.keys(unfittedFacts) as (keyof typeof unfittedFacts)[]).flatMap((fact) => {
    const count = facts[fact] ?? 0;
    return count > 0 ? [`${count} ${unfittedFacts[fact]}, none in the fit`] : [];
  });
}

function outsideOfRange(
  range: Readonly<Record<RangeFact, readonly [least: number, most: number]>>,
  facts: Facts,
): string[] {
  return (Object.keys(rangeFacts) as RangeFact[]).flatMap((fact) => {
    const [least, most] = range[fact];
    const value = facts[fact];
    if (value > most) return [`${value} ${rangeFacts[fact]}, fitted up to ${most}`];
    return withLeast.has(fact) && value < least ? [`${value} ${rangeFacts[fact]}, fitted from ${least}`] : [];
  });
}
