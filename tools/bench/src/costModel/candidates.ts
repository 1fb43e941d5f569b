import { findPart } from '@nx-codesign/hardware';
import type { Network } from '@nx-codesign/ir';
import { createDraws, type Draws } from './draws';
import { drawNetwork, type NetworkFamily, networkFamilies } from './networks';

/** A network to estimate and to synthesise; everything about it follows from its seed. */
export interface Candidate {
  readonly name: string;
  readonly seed: number;
  readonly family: NetworkFamily;
  /** Where its weights come from: the initial ones, or a short training. */
  readonly origin: 'random' | 'trained';
  readonly weightBits: number;
  readonly activationBits: number;
  /** Share of the weights of each layer that are zero. */
  readonly zeroShare: number;
  readonly part: string;
  readonly clockPeriodNs: number;
  readonly network: Network;
}

/** The part that a family of devices stands for here, and the clock periods to draw from. */
export const devices = {
  xcup: { part: 'xcvu13p-flga2577-2-e', clocksNs: [1.5, 2, 3, 5] },
  xc7: { part: 'xc7a100t-csg324-1', clocksNs: [4, 5, 8, 10] },
  ice40: { part: 'ice40hx8k-ct256', clocksNs: [6, 10, 15, 20] },
  ecp5: { part: 'lfe5u-85f', clocksNs: [5, 8, 10, 15] },
} as const;

const widths = { fewest: 2, most: 8 };
/** Steps of the share of zeros. */
const zeroShares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/**
 * `count` candidates of a device, families and origins in turn; sets whose `firstSeed` differ by at least `count` have
 * none in common.
 */
export function drawCandidates(
  device: keyof typeof devices,
  { count, firstSeed }: { readonly count: number; readonly firstSeed: number },
): Candidate[] {
  return Array.from({ length: count }, (_, index) =>
    drawCandidate(device, { index, seed: firstSeed + index }),
  );
}

function drawCandidate(
  device: keyof typeof devices,
  { index, seed }: { index: number; seed: number },
): Candidate {
  const draws = createDraws(seed);
  const family = networkFamilies[index % networkFamilies.length];
  const origin = Math.floor(index / networkFamilies.length) % 2 === 0 ? 'random' : 'trained';
  const { part, clocksNs } = devices[device];
  const [weightBits, activationBits] = drawWidths(draws);
  return {
    ...{ name: `${family}${seed}`, seed, family, origin, weightBits, activationBits },
    ...{ zeroShare: draws.one(zeroShares), part: findPart(part).name, clockPeriodNs: draws.one(clocksNs) },
    network: drawNetwork(family, draws),
  };
}

/** Of weights and of activations. */
function drawWidths(draws: Draws): [number, number] {
  return [draws.integer(widths.fewest, widths.most), draws.integer(widths.fewest, widths.most)];
}
