import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a project's codesign.json without a byte order mark, which some editors put before it. */
export function studyText(projectRoot: string): string {
  return readFileSync(join(projectRoot, 'codesign.json'), 'utf8').replace(/^\uFEFF/, '');
}
