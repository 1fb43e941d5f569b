import { snapWeights } from '../../quantization/snapWeights';
import type { DigitLimits, Masks } from '../candidate';
import { holdDigits } from '../holdDigits';
import { applyMasks } from '../masks';
import { reduceDigits } from '../reduceDigits';
import { weightCosts } from '../weightCosts';
import { weightImportance } from '../weightImportance';
import type { MethodSettings, MethodStart, NextCandidate } from './method';

type Hardware = Extract<MethodSettings, { kind: 'hardware' }>;

/** Takes away the signed digits that cost the least loss per adder bit saved; a weight without digits is masked. */
export function hardware({ settings, sample, engine }: MethodStart<Hardware>): NextCandidate {
  return (current) => {
    const { network, digitLimits } = current;
    const weights = snapWeights(network, current.weights);
    const importance = weightImportance({ network, weights, sample, engine });
    const costs = weightCosts(network, weights);
    const limits = reduceDigits(network, weights, {
      importance,
      costs,
      share: settings.share,
      limits: digitLimits,
    });
    if (!limits) return undefined;
    const masks = masksOf(limits, current.masks);
    return {
      ...current,
      digitLimits: limits,
      masks,
      weights: applyMasks(holdDigits(network, weights, limits), masks),
    };
  };
}

/** Masks for the weights that may have no digit, beside those that there are. */
function masksOf(limits: DigitLimits, masks: Masks = {}): Masks {
  const added = Object.entries(limits).map(([tensor, limit]) => [
    tensor,
    limit.map((digits, i) => (digits === 0 || masks[tensor]?.[i] === 0 ? 0 : 1)),
  ]);
  return { ...masks, ...(Object.fromEntries(added) as Masks) };
}
