import { CodesignError, parseConfig, shardBudget } from '@nx-codesign/pipeline/config';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Prints what one shard of a project's search may spend. Run by Nx as a runtime input of the shards: the whole budget
 * and the numbers of islands and rounds may change without changing a shard.
 */
process.stdout.write(`${budgetOf(resolve(process.argv[2] ?? '.'))}\n`);

/** A config that cannot be read has no budget: the executor reports what is wrong with it. */
function budgetOf(projectRoot: string): string {
  try {
    const { search } = parseConfig(readFileSync(join(projectRoot, 'codesign.json'), 'utf8'), 'codesign.json');
    return JSON.stringify(shardBudget(search.algorithm));
  } catch (error) {
    return error instanceof CodesignError ? 'invalid' : 'unreadable';
  }
}
