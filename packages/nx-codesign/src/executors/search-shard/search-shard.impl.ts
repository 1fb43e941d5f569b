import type { ExecutorContext } from '@nx/devkit';
import { shardName } from '@nx-codesign/pipeline';
import { runStageExecutor, type StageOptions } from '../runStageExecutor';

interface ShardOptions extends StageOptions {
  readonly round: number;
  readonly island: number;
}

export default ({ round, island, ...options }: ShardOptions, context: ExecutorContext) =>
  runStageExecutor(shardName({ round, island }), options, context);
