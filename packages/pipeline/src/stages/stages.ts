import { CodesignError } from '@nx-codesign/ir';
import type { StageName } from '../config/stages';
import { dataset } from './dataset';
import { search } from './search';
import type { Stage } from './stage';

const missing: Stage = async ({ stage }) => {
  throw new CodesignError('stage.missing', `Stage ${stage} is not built yet`);
};

/** Every stage by name. */
export const stages: Record<StageName, Stage> = {
  dataset,
  search,
  'local-search': missing,
  qat: missing,
  prune: missing,
  'hls-emit': missing,
  synthesize: missing,
  report: missing,
};
