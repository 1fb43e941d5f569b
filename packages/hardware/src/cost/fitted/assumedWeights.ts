import type { MeanWeights } from './fittedModel';

/** By width in bits, sign included: of the samples of the fit. Written by `bench:cost-model --fit`. */
export const assumedWeights: Readonly<Record<number, MeanWeights>> = {
  '2': { digits: 1, magnitude: 1.093 },
  '3': { digits: 1.208, magnitude: 1.873 },
  '4': { digits: 1.431, magnitude: 3.274 },
  '5': { digits: 1.846, magnitude: 7.839 },
  '6': { digits: 2.123, magnitude: 13.76 },
  '7': { digits: 2.391, magnitude: 23.22 },
  '8': { digits: 2.732, magnitude: 49.29 },
};
