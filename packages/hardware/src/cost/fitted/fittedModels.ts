import type { PartFamily } from '../../parts/part';
import { ecp5 } from './ecp5';
import type { FittedModel } from './fittedModel';
import { ice40 } from './ice40';
import { xc7 } from './xc7';
import { xcup } from './xcup';

/** By family of devices. */
export const fittedModels: Readonly<Record<PartFamily, FittedModel>> = { xcup, xc7, ice40, ecp5 };
