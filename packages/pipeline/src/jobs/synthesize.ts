import { flowOf, type SynthesisJob, type SynthesizedModule } from '@nx-codesign/flows';
import type { Job } from './job';

export interface SynthesizeInput {
  /** Name of the flow. */
  readonly flow: string;
  readonly job: SynthesisJob;
}

/** One module through a flow; it blocks this thread. */
export const synthesize: Job<SynthesizeInput, SynthesizedModule> = ({ flow, job }) =>
  flowOf(flow).synthesize(job);
