import { CodesignError, checkOutput, parseConfig } from '@nx-codesign/pipeline/config';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/**
 * Prints `valid`, or what is wrong with a project's codesign.json. Run by Nx as a runtime input of every stage: a
 * key that no stage reads enters no stage's hash, so a misspelt one would otherwise be answered from the cache.
 */
process.stdout.write(`${verdictOf(resolve(process.argv[2] ?? '.'))}\n`);

function verdictOf(projectRoot: string): string {
  try {
    const config = parseConfig(readFileSync(join(projectRoot, 'codesign.json'), 'utf8'), 'codesign.json');
    checkOutput(config, { workspaceRoot: process.cwd(), projectRoot, projectName: basename(projectRoot) });
    return 'valid';
  } catch (error) {
    return error instanceof CodesignError ? error.message : 'unreadable';
  }
}
