import { createGrid } from './grid';
import { createNsga2 } from './nsga2';
import { createRandom } from './random';
import { createTpe } from './tpe';

/** Every sampler by name. */
export const samplers = { nsga2: createNsga2, tpe: createTpe, random: createRandom, grid: createGrid };
