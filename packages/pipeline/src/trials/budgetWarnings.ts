/** What a user should know of the budget of a search. */
export function budgetWarnings({
  search: { algorithm },
}: {
  readonly search: { readonly algorithm: { readonly minutes?: number } };
}): string[] {
  if (algorithm.minutes === undefined) return [];
  return [
    'search.algorithm.minutes bounds the wall time, so another run or machine may give other results; a budget of trials or epochs does not',
  ];
}
