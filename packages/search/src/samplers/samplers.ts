import { createNsga2 } from './nsga2';
import { createRandom } from './random';

/** Every sampler by name. */
export const samplers = { nsga2: createNsga2, random: createRandom };
