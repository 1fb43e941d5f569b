import type { ExecutorContext } from '@nx/devkit';
import { runStageExecutor, type StageOptions } from '../runStageExecutor';

export default (options: StageOptions, context: ExecutorContext) =>
  runStageExecutor('prune', options, context);
