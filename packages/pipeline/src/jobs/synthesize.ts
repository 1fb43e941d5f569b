import { flowOf, type SynthesisJob, type SynthesizedModule, type Tool } from '@nx-codesign/flows';
import type { Job } from './job';

export interface SynthesizeInput {
  /** Name of the flow. */
  readonly flow: string;
  /** What the flow's `locate` gave. */
  readonly tool: Tool;
  readonly job: SynthesisJob;
}

/** One module through a flow; it blocks this thread. Tells the tool's steps as they begin. */
export const synthesize: Job<SynthesizeInput, SynthesizedModule> = ({ flow, tool, job }, { tell }) =>
  flowOf(flow).synthesize(tool, job, { onProgress: (step) => tell(`${job.top}: ${step}`) });
