import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';

/** What `scripts/kernelSources.cjs` exports, the rule that the build script stamps the kernels by. */
interface KernelSources {
  hashOfSources(folder: string): string;
}

const ownFolder = join(__dirname, '..', '..', '..');

/**
 * Throws `engine.kernelsStale` in a checkout whose `build/kernels.sha256` does not begin with the hash of `assembly`.
 * A published package brings its kernels without their sources and is not checked.
 */
export function checkKernels(packageFolder: string): void {
  const sources = join(packageFolder, 'assembly');
  if (!existsSync(sources)) return;
  const stampFile = join(packageFolder, 'build', 'kernels.sha256');
  const { hashOfSources } = createRequire(__filename)(
    join(ownFolder, 'scripts', 'kernelSources.cjs'),
  ) as KernelSources;
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (stamp.split(' ')[0] === hashOfSources(sources)) return;
  throw new CodesignError(
    'engine.kernelsStale',
    `The training kernels in ${join(packageFolder, 'build')} are older than their sources in ${sources}: ` +
      `run 'npm run prepare'.`,
  );
}
