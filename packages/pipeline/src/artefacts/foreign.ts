import { lstatSync, readdirSync } from 'node:fs';
import { CodesignError } from '@nx-codesign/ir';
import { hasRunRecord } from './runRecord';

/**
 * Throws CodesignError `artefacts.foreign` if what stands where a stage writes is not a stage's: a folder with files
 * and no stage's `run.json`, or no folder. Such files are the user's.
 */
export function refuseForeign(target: string): void {
  const found = foreignContent(target);
  if (found === undefined) return;
  throw new CodesignError(
    'artefacts.foreign',
    `${target} ${found}, and the stage would replace it. Move it away (delete it if an interrupted restore left it), or set outputPath in codesign.json to another folder.`,
  );
}

function foreignContent(target: string): string | undefined {
  const stats = lstatSync(target, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isDirectory()) return 'is not a folder';
  const files = readdirSync(target);
  if (files.length === 0 || hasRunRecord(target)) return undefined;
  return `holds files that no stage wrote, for example ${files[0]} (a stage's folder has its run.json)`;
}
