// Compiles native/*.cpp to build/kernels-linux-x64.node where g++ is there; does nothing elsewhere, and nothing when
// the addon is that of these sources and of these WebAssembly kernels. It fails only if called with --required: the
// engine has its WebAssembly.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compilerFlags, hashOfNativeSources } from './nativeSources.cjs';

const run = promisify(execFile);
const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const sourceFolder = join(packageFolder, 'native');
const buildFolder = join(packageFolder, 'build');
const wasmFile = join(buildFolder, 'kernels.wasm');
const addonFile = join(buildFolder, 'kernels-linux-x64.node');
const stampFile = `${addonFile}.sha256`;

/** Flags and name of the table of each instruction set. */
const sets = {
  Avx512: ['-mavx512f', '-mavx512dq', '-mavx512vl', '-mavx512bw', '-mprefer-vector-width=512'],
  Avx2: ['-mavx2'],
};

if (process.platform === 'linux' && process.arch === 'x64' && existsSync(wasmFile)) {
  const kernels = createHash('sha256').update(readFileSync(wasmFile)).digest('hex');
  const stamp = `${kernels}-${hashOfNativeSources(sourceFolder)}`;
  const built = existsSync(addonFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (!built) await build(stamp);
}

async function build(stamp) {
  const folder = join(buildFolder, `native.${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const objects = await Promise.all([
      compile('addon.cpp', join(folder, 'addon.o'), ['-I', headersFolder(), `-DKERNELS_STAMP="${stamp}"`]),
      ...Object.entries(sets).map(([name, flags]) =>
        compile('kernels.cpp', join(folder, `${name}.o`), [...flags, `-DTABLE=kernels${name}`]),
      ),
    ]);
    const linked = join(folder, 'kernels.node');
    await run('g++', ['-shared', '-s', '-static-libgcc', '-static-libstdc++', ...objects, '-o', linked]);
    renameSync(linked, addonFile);
    writeFileSync(stampFile, stamp);
  } catch (error) {
    rmSync(addonFile, { force: true });
    if (process.argv.includes('--required')) throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compile(source, object, flags) {
  await run('g++', [...compilerFlags, ...flags, '-c', join(sourceFolder, source), '-o', object]);
  return object;
}

/** `node_api.h`, from npm. */
function headersFolder() {
  return createRequire(import.meta.url)('node-api-headers').include_dir;
}
