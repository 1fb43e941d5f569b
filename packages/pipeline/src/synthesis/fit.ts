import { findPart, fittingParts, shortagesOf, type Demand } from '@nx-codesign/hardware';
import { CodesignError } from '@nx-codesign/ir';
import type { EmittedVariant } from '../records/variants';
import { shareText } from '../tables/shareText';
import { count } from '../tables/table';

/**
 * How much an estimate before synthesis may be too high: designs within are built and counted. Above the worst
 * error of built designs on networks that were not fitted to (`fittedModels.xcup.errors.built`, 33 %).
 */
const estimateMargin = 1.4;

/** The same for estimates outside of the range of the fit, whose error is not known. */
const extrapolationMargin = 4;

/** A design whose counts are compared with its part. */
export interface Counted {
  readonly name: string;
  readonly part: string;
  readonly total: Demand;
  /** Cycles between two vectors, which is its reuse factor. */
  readonly initiationInterval?: number;
  /** The reuse factors that its network can be built with; asked for only where it does not fit. */
  readonly legalReuse?: () => readonly number[];
}

/** What a design lacks on its part by its estimate, as a sentence; `undefined` where it may fit. */
export function estimatedMisfit({
  name,
  design,
}: Pick<EmittedVariant, 'name' | 'design'>): string | undefined {
  const counted = estimatedCounts({ name, design }, estimateMargin);
  return counted && misfit(counted);
}

/** The estimated counts, where even the `margin`-th part of them is more than the part has. */
function estimatedCounts(
  { name, design }: Pick<EmittedVariant, 'name' | 'design'>,
  margin: number,
): Counted | undefined {
  const { part, initiationInterval } = design;
  const { luts, ffs, dsps } = design.estimated;
  const least = { luts: luts / margin, ffs: ffs / margin };
  if (shortagesOf(findPart(part), least).length === 0) return undefined;
  return {
    name: `${name} by its estimate before synthesis`,
    part,
    total: { luts, ffs, ...(dsps !== undefined && { dsps }) },
    initiationInterval,
  };
}

/**
 * Throws `synthesize.doesNotFit` with the numbers of every design that is too large by its estimate, before any is
 * built. An estimate outside of the cost model's range refuses only what it has far too large (`extrapolationMargin`).
 */
export function refuseEstimatedMisfits(
  variants: readonly Pick<EmittedVariant, 'name' | 'design'>[],
  legalReuse?: (name: string) => readonly number[],
): void {
  const misfits = variants.flatMap((variant) => {
    const { outside } = variant.design.estimated;
    const counted = estimatedCounts(variant, outside?.length ? extrapolationMargin : estimateMargin);
    return counted ? [{ ...counted, ...(legalReuse && { legalReuse: () => legalReuse(variant.name) }) }] : [];
  });
  if (misfits.length > 0) throw doesNotFit(misfits);
}

/** Throws `synthesize.doesNotFit` with the numbers where the counted cells are more than the part has. */
export function refuseMisfit(design: Counted): void {
  if (shortagesOf(findPart(design.part), design.total).length > 0) throw doesNotFit([design]);
}

function misfit({ name, part, total }: Counted): string {
  const needs = shortagesOf(findPart(part), total).map(
    ({ resource, needed, available }) => `${count(needed)} ${resource} of ${count(available)}`,
  );
  return `${name} needs ${needs.join(' and ')} on ${part}`;
}

function doesNotFit(designs: readonly Counted[]): CodesignError {
  const found = designs.map((design) => `${misfit(design)}. ${nextSteps(design).join('; or ')}`);
  return new CodesignError(
    'synthesize.doesNotFit',
    `${found.join('. ')}. A smaller network: limit search.constraints.luts, prune more (prune.maxLoss) or use fewer bits (qat).`,
  );
}

/** The nearest part of the table, and the reuse factor that might do. */
function nextSteps(design: Counted): string[] {
  const part = findPart(design.part);
  const [nearest] = fittingParts(part, design.total);
  const reuse = reuseThatMight(design);
  return [
    nearest === undefined
      ? 'No part of the device table is large enough'
      : `Set hlsEmit.part to ${nearest.name}, which has ${count(nearest.luts)} LUTs (${shareText(design.total.luts, nearest.luts)})${nearest.family === part.family ? '' : ' of another family'}`,
    ...(reuse === undefined
      ? []
      : [
          `try hlsEmit.reuseFactor ${reuse}: layers that repeat over positions are then built once for ${reuse}`,
        ]),
  ];
}

/** The smallest legal factor that divides the largest shortage away, if all layers were shared; `undefined` without one. */
function reuseThatMight({ part, total, initiationInterval = 1, legalReuse }: Counted): number | undefined {
  const [worst] = shortagesOf(findPart(part), total);
  const least = (initiationInterval * worst.needed) / worst.available;
  return legalReuse?.().find((factor) => factor > initiationInterval && factor >= least);
}
