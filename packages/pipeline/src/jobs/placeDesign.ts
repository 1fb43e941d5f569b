import { placeAndRoute, type Placement, type PlacementRun } from '@nx-codesign/flows';
import type { Job } from './job';

/** Places and routes one design; nextpnr from npm blocks this thread. */
export const placeDesign: Job<Pick<PlacementRun, 'router' | 'job'>, Placement> = (run, { tell }) => {
  tell(`${run.job.top}: placing and routing`);
  return placeAndRoute(run);
};
