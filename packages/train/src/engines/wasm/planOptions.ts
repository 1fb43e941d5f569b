import type { SessionOptions } from '../../training/types';
import type { LearnedWidths } from './learned/widths';

/** What a plan is made for; `learned` names the quantisers whose widths are trained. */
export interface PlanOptions extends SessionOptions {
  readonly learned?: LearnedWidths;
}
