import { synthesizeModule, type SynthesisJob, type SynthesizedModule } from '@nx-codesign/flows';
import type { Job } from './job';

/** Yosys on one module; it blocks this thread. */
export const synthesize: Job<SynthesisJob, SynthesizedModule> = (input) => synthesizeModule(input);
