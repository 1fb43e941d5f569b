// Compiles assembly/*.ts to build/kernels.wasm; does nothing when the sources are those of the last build.
import asc from 'assemblyscript/asc';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const sourceFolder = join(packageFolder, 'assembly');
const buildFolder = join(packageFolder, 'build');
const wasmFile = join(buildFolder, 'kernels.wasm');
const stampFile = join(buildFolder, 'kernels.sha256');

const flags = [
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--importMemory',
  '--use',
  'abort=',
];

const stamp = hashOfInputs();
const upToDate = existsSync(wasmFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
if (!upToDate) await build();

async function build() {
  mkdirSync(buildFolder, { recursive: true });
  const temporary = `kernels.${process.pid}.wasm`;
  const { error, stderr } = await asc.main(
    ['assembly/index.ts', '--baseDir', packageFolder, '--outFile', `build/${temporary}`, ...flags],
    {},
  );
  if (error) {
    console.error(stderr.toString());
    throw error;
  }
  renameSync(join(buildFolder, temporary), wasmFile);
  writeFileSync(stampFile, stamp);
}

function hashOfInputs() {
  const { version } = createRequire(import.meta.url)('assemblyscript/package.json');
  const hash = createHash('sha256').update(JSON.stringify([version, flags]));
  const names = readdirSync(sourceFolder).filter((name) => name.endsWith('.ts'));
  for (const name of names.sort()) hash.update(`\0${name}\0`).update(readFileSync(join(sourceFolder, name)));
  return hash.digest('hex');
}
