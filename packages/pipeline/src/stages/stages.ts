import { CodesignError } from '@nx-codesign/ir';
import type { StageName } from '../config/stages';
import { dataset } from './dataset';
import { hlsEmit } from './hlsEmit';
import { localSearch } from './localSearch';
import { prune } from './prune';
import { qat } from './qat';
import { search } from './search';
import { synthesize } from './synthesize';
import type { Stage } from './stage';

const missing: Stage = async ({ stage }) => {
  throw new CodesignError('stage.missing', `Stage ${stage} is not built yet`);
};

/** Every stage by name. */
export const stages: Record<StageName, Stage> = {
  dataset,
  search,
  'local-search': localSearch,
  qat,
  prune,
  'hls-emit': hlsEmit,
  synthesize,
  report: missing,
};
