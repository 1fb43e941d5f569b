import type { NormaliseOptions, Scales } from './normalisation';
import type { JetFeatures } from './jets/features';

/**
 * Scales of transverse momentum (400 GeV) and the two angles to the jet's axis (0.2), the same for every set of jets:
 * nearly all values come to lie from -2 to 2. No offset, so constituents that are not there stay exact zeros.
 */
export const jetScales: Scales = { offset: [0, 0, 0], divisor: [400, 0.2, 0.2] };

/**
 * Scales of the other features come from the training split: of 16 per constituent without an offset, for the same
 * reason; of the jet as a whole with one.
 */
export const jetNormalise: Readonly<Record<JetFeatures, NormaliseOptions | undefined>> = {
  3: undefined,
  16: { method: 'rootMeanSquare' },
  highLevel: { method: 'standard' },
};
