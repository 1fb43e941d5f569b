import type { AssumedFeature, AssumedFeatureValues } from './assumedFeatures';
import type { ExpectedDesign, PlacedEstimate } from './costOfGroups';
import { assumedCorrection } from './fitted/assumedCorrection';
import type { AssumedCorrection, CorrectionTerm } from './fitted/correction';
import { expectedKinds } from './fitted/fittedModel';

/**
 * An estimate of mean layers times what networks were found to have of it: the exponential of a sum of products of
 * features, each held within the range of the samples (`fitted/assumedCorrection.ts`).
 */
export function corrected(design: ExpectedDesign, features: AssumedFeatureValues): ExpectedDesign {
  const [luts, ffs] = [factorOf(assumedCorrection.luts, features), factorOf(assumedCorrection.ffs, features)];
  return { ...design, groups: design.groups.map((group) => scaled(group, { luts, ffs })) };
}

function scaled(
  { instances, logic, pipeline }: PlacedEstimate,
  { luts, ffs }: { readonly luts: number; readonly ffs: number },
): PlacedEstimate {
  const kinds = Object.fromEntries(expectedKinds.map((kind) => [kind, luts * logic[kind]]));
  const { outputBits, innerBits } = pipeline;
  return {
    instances,
    logic: { ...logic, ...kinds },
    pipeline: { ...pipeline, outputBits: ffs * outputBits, innerBits: ffs * innerBits },
  };
}

/** To six digits: the last bits of `Math.exp` differ between engines. */
function factorOf(terms: readonly CorrectionTerm[], features: AssumedFeatureValues): number {
  const sum = terms.reduce((total, { of, weight }) => total + weight * termOf(of, features), 0);
  return Number(Math.exp(sum).toPrecision(6));
}

/** A product of features, each within the range of the samples; 1 of none. */
export function termOf(
  of: readonly AssumedFeature[],
  features: AssumedFeatureValues,
  range: AssumedCorrection['range'] = assumedCorrection.range,
): number {
  return of.reduce((product, name) => {
    const [least, most] = range[name];
    return product * Math.min(most, Math.max(least, features[name]));
  }, 1);
}
