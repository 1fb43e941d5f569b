import type { MeanWeights } from './fittedModel';

/** By width in bits, sign included: of the samples of the fit. Written by `bench:cost-model --fit`. */
export const assumedWeights: Readonly<Record<number, MeanWeights>> = {
  2: { digits: 1, magnitude: 1 },
  3: { digits: 1.2, magnitude: 1.8 },
  4: { digits: 1.5, magnitude: 3 },
  5: { digits: 1.8, magnitude: 6 },
  6: { digits: 2.1, magnitude: 12 },
  7: { digits: 2.4, magnitude: 24 },
  8: { digits: 2.7, magnitude: 48 },
};
