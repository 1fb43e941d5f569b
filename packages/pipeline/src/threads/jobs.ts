import { emitDesign } from '../jobs/emitDesign';
import type { Job } from '../jobs/job';
import { foldModel } from '../jobs/foldModel';
import { learnRangesOf } from '../jobs/learnRangesOf';
import { learnModels } from '../jobs/learnModels';
import { quantizeModel } from '../jobs/quantizeModel';
import { compressModel } from '../jobs/compressModel';
import { compareEngine } from '../jobs/compareEngine';
import { evaluateNetwork } from '../jobs/evaluateNetwork';
import { placeDesign } from '../jobs/placeDesign';
import { synthesize } from '../jobs/synthesize';
import { trainNetwork } from '../jobs/trainNetwork';
import { verifyGates } from '../jobs/verifyGates';
import { verifyWrapper } from '../jobs/verifyWrapper';

/** Every job by name. A job is one file in `jobs/` and one line here. */
export const jobs = {
  trainNetwork,
  foldModel,
  quantizeModel,
  learnModels,
  learnRangesOf,
  compressModel,
  evaluateNetwork,
  compareEngine,
  emitDesign,
  synthesize,
  placeDesign,
  verifyGates,
  verifyWrapper,
};

export type JobName = keyof typeof jobs;
export type JobInput<N extends JobName> = (typeof jobs)[N] extends Job<infer I, unknown> ? I : never;
export type JobOutput<N extends JobName> = (typeof jobs)[N] extends Job<never, infer O> ? O : never;
export type { Job };
