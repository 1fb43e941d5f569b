import { snapWeights } from '../../quantization/snapWeights';
import { widenBiases } from '../../quantization/widenBiases';
import { chooseUnits } from '../chooseUnits';
import { coarsenBiases } from '../coarsenBiases';
import { compensateRemoval } from '../compensateRemoval';
import { removeUnits } from '../removeUnits';
import { unitStatistics } from '../unitImportance';
import { weightCosts } from '../weightCosts';
import type { MethodSettings, MethodStart, NextCandidate } from './method';

type Structured = Extract<MethodSettings, { kind: 'structured' }>;

/** Removes the units that matter least for their cost and moves their means into the biases behind them. */
export function structured({ settings, sample, engine }: MethodStart<Structured>): NextCandidate {
  const { share, minimumUnits = 1 } = settings;
  return (current) => {
    const { network, weights } = current;
    const { importance, means } = unitStatistics({ network, weights, sample, engine });
    const costs = weightCosts(network, snapWeights(network, weights));
    const kept = chooseUnits(network, { importance, costs, share, minimumUnits });
    if (!kept) return undefined;
    const compensated = compensateRemoval(current, { kept, means });
    const smaller = removeUnits({ ...current, weights: compensated }, kept);
    return { ...smaller, network: coarsenBiases(widenBiases(smaller.network, smaller.weights)) };
  };
}
