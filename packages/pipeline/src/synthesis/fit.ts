import { findPart, shortagesOf, type Demand } from '@nx-codesign/hardware';
import { CodesignError } from '@nx-codesign/ir';
import type { VariantUtilization } from '../records/checks';
import type { EmittedVariant } from '../records/variants';
import { count } from '../tables/table';

/**
 * How much an estimate before synthesis may be too high: designs within are built and counted. Above the worst
 * error of built designs on networks that were not fitted to (`fittedModels.xcup.errors.built`, 28 %).
 */
const estimateMargin = 1.3;

/** What a design lacks on its part by its estimate, as a sentence; `undefined` where it may fit. */
export function estimatedMisfit({
  name,
  design,
}: Pick<EmittedVariant, 'name' | 'design'>): string | undefined {
  const { luts, ffs } = design.estimated;
  const least = { luts: luts / estimateMargin, ffs: ffs / estimateMargin };
  if (shortagesOf(findPart(design.part), least).length === 0) return undefined;
  return misfit(`${name} by its estimate before synthesis`, design.part, { luts, ffs });
}

/**
 * Throws `synthesize.doesNotFit` with the numbers of every design that is too large by its estimate, before any is
 * built. An estimate outside of the cost model's range refuses nothing: the counted cells decide then.
 */
export function refuseEstimatedMisfits(variants: readonly Pick<EmittedVariant, 'name' | 'design'>[]): void {
  const misfits = variants
    .filter(({ design }) => !design.estimated.outside?.length)
    .map(estimatedMisfit)
    .filter((found) => found !== undefined);
  if (misfits.length > 0) throw doesNotFit(misfits.join('. '));
}

/** Throws `synthesize.doesNotFit` with the numbers where the counted cells are more than the part has. */
export function refuseMisfit({
  name,
  part,
  total,
}: Pick<VariantUtilization, 'name' | 'part' | 'total'>): void {
  if (shortagesOf(findPart(part), total).length > 0) throw doesNotFit(misfit(name, part, total));
}

function misfit(what: string, partName: string, demand: Demand): string {
  const needs = shortagesOf(findPart(partName), demand).map(
    ({ resource, needed, available }) => `${count(needed)} ${resource} of ${count(available)}`,
  );
  return `${what} needs ${needs.join(' and ')} on ${partName}`;
}

function doesNotFit(found: string): CodesignError {
  return new CodesignError(
    'synthesize.doesNotFit',
    `${found}. Choose a larger part in hlsEmit.part, limit search.constraints.luts, prune more (prune.maxLoss) or share hardware (hlsEmit.reuseFactor).`,
  );
}
