/** Per constituent: transverse momentum in GeV, and angles relative to the jet's axis. */
export const threeFeatures = ['pt', 'etarel', 'phirel'] as const;

/**
 * Per constituent, in the order of the hls4ml LHC jet data sets (their `particleFeatureNames`, without the prefix
 * `j1_`).
 */
export const constituentFeatures = [
  'px',
  'py',
  'pz',
  'e',
  'erel',
  'pt',
  'ptrel',
  'eta',
  'etarel',
  'etarot',
  'phi',
  'phirel',
  'phirot',
  'deltaR',
  'costheta',
  'costhetarel',
] as const;

/**
 * Of the whole jet: the 16 high-level features of the hls4ml LHC jet data sets in the order of OpenML 42468
 * (arXiv 1804.06913; their `jetFeatureNames`, without the prefix `j_`).
 */
export const highLevelFeatures = [
  'zlogz',
  'c1_b0_mmdt',
  'c1_b1_mmdt',
  'c1_b2_mmdt',
  'c2_b1_mmdt',
  'c2_b2_mmdt',
  'd2_b1_mmdt',
  'd2_b2_mmdt',
  'd2_a1_b1_mmdt',
  'd2_a1_b2_mmdt',
  'm2_b1_mmdt',
  'm2_b2_mmdt',
  'n2_b1_mmdt',
  'n2_b2_mmdt',
  'mass_mmdt',
  'multiplicity',
] as const;

/** What is told of a jet: 3 or 16 numbers per constituent, or 16 of the jet as a whole. */
export type JetFeatures = 3 | 16 | 'highLevel';

/** Names of the features, in order. */
export function namesOf(features: JetFeatures): readonly string[] {
  if (features === 'highLevel') return highLevelFeatures;
  return features === 3 ? threeFeatures : constituentFeatures;
}
