import type { Model } from '../artefacts/networkFiles';
import type { Progress } from '../progress/progress';
import type { PrecisionTrial } from '../records/trials';
import type { StageContext } from '../stages/stage';

/** A precision that was tried, with its network if it worked. */
export interface Tried {
  readonly record: PrecisionTrial;
  readonly model?: Model;
}

export interface QatContext extends StageContext {
  readonly progress: Progress;
}
