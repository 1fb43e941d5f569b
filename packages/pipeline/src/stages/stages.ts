import type { StageName } from '../config/stages';
import { dataset } from './dataset';
import { hlsEmit } from './hlsEmit';
import { localSearch } from './localSearch';
import { prune } from './prune';
import { qat } from './qat';
import { report } from './report';
import { search } from './search';
import { synthesize } from './synthesize';
import type { Stage } from './stage';

/** Every stage by name. */
export const stages: Record<StageName, Stage> = {
  dataset,
  search,
  'local-search': localSearch,
  qat,
  prune,
  'hls-emit': hlsEmit,
  synthesize,
  report,
};
