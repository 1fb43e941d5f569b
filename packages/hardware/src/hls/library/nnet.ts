import { elementwiseNests } from './nests/elementwise';
import { linearNests } from './nests/linear';
import { positionsNests } from './nests/positions';
import { roundingNests } from './nests/rounding';

/** Loop nests of the kernels, by the name of their function; each is the file `nnet/<name>.h`. */
export const nnet = { ...linearNests, ...elementwiseNests, ...roundingNests, ...positionsNests } as const;

/** Names of the loop nests. */
export type NnetFunction = keyof typeof nnet;
