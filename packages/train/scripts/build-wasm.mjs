// Compiles assembly/*.ts to build/kernels.wasm; does nothing when the sources are those of the last build.
import asc from 'assemblyscript/asc';
import { mkdirSync, readFileSync, renameSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilerFlags, hashOfSources } from './kernelSources.cjs';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const sourceFolder = join(packageFolder, 'assembly');
const buildFolder = join(packageFolder, 'build');
const wasmFile = join(buildFolder, 'kernels.wasm');
const stampFile = join(buildFolder, 'kernels.sha256');

const { version } = createRequire(import.meta.url)('assemblyscript/package.json');
const stamp = `${hashOfSources(sourceFolder)} assemblyscript ${version}\n`;
const upToDate = existsSync(wasmFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
if (!upToDate) await build();

async function build() {
  mkdirSync(buildFolder, { recursive: true });
  const temporary = `kernels.${process.pid}.wasm`;
  const { error, stderr } = await asc.main(
    ['assembly/index.ts', '--baseDir', packageFolder, '--outFile', `build/${temporary}`, ...compilerFlags],
    {},
  );
  if (error) {
    console.error(stderr.toString());
    throw error;
  }
  renameSync(join(buildFolder, temporary), wasmFile);
  writeFileSync(stampFile, stamp);
}
