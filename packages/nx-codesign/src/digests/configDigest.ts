import { CodesignError, outputFolder, parseConfig } from '@nx-codesign/pipeline/config';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Prints `valid`, or what is wrong with a project's codesign.json. Run by Nx as a runtime input of every stage: a
 * key that no stage reads enters no stage's hash, so a misspelt one would otherwise be answered from the cache.
 */
process.stdout.write(`${verdictOf(process.argv[2] ?? '.')}\n`);

function verdictOf(projectRoot: string): string {
  try {
    const config = parseConfig(readFileSync(join(projectRoot, 'codesign.json'), 'utf8'), 'codesign.json');
    outputFolder(config, { workspaceRoot: process.cwd(), projectName: projectRoot });
    return 'valid';
  } catch (error) {
    return error instanceof CodesignError ? error.message : 'unreadable';
  }
}
