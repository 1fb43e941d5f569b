import { delayModels, type Delays, type PartFamily } from '@nx-codesign/hardware';

/** Delays before placement, when the routes are unknown: hence a range. `undefined` where none is known. */
export function delayRangeOf(
  family: PartFamily,
): { readonly short: Delays; readonly long: Delays } | undefined {
  const model = delayModels[family];
  const { spread } = model;
  return spread && { short: { ...model, ...spread.short }, long: { ...model, ...spread.long } };
}
