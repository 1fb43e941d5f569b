/**
 * Puts what tsc does not write into the packages before they are packed: the schema.json of each executor and
 * generator beside its compiled code, the licence, and the native training kernels (docs/native-kernels.md).
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = join(root, 'packages');

for (const name of readdirSync(packages))
  copyFileSync(join(root, 'LICENSE'), join(packages, name, 'LICENSE'));

for (const folder of ['executors', 'generators']) {
  const source = join(packages, 'nx-codesign', 'src', folder);
  for (const file of readdirSync(source, { recursive: true }).filter((name) =>
    name.endsWith('schema.json'),
  )) {
    const target = join(packages, 'nx-codesign', 'dist', folder, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, file), target);
  }
}

execFileSync(process.execPath, [join(packages, 'train', 'scripts', 'build-native.mjs')], {
  stdio: 'inherit',
});
if (!existsSync(join(packages, 'train', 'build', 'kernels-linux-x64.node')))
  console.warn('No g++ on Linux x64 here: @nx-codesign/train is packed without its native kernels.');
