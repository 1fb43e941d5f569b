import { createNsga2 } from './nsga2';
import { createRandom } from './random';
import { createTpe } from './tpe';

/** Every sampler by name. */
export const samplers = { nsga2: createNsga2, random: createRandom, tpe: createTpe };
