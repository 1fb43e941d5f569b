// The one rule for what the native kernels are built from; the build script and the engine both read it.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Products and sums stay apart, as in WebAssembly; nothing here may change a bit. */
const compilerFlags = [
  '-O3',
  '-std=c++17',
  '-ffp-contract=off',
  '-fno-math-errno',
  // The vectors are written out; what the compiler adds of its own costs more than it gains.
  '-fno-tree-vectorize',
  '-mno-vzeroupper',
  '-fPIC',
  '-fvisibility=hidden',
  '-fno-exceptions',
  '-fno-rtti',
  '-Wall',
  '-Wextra',
  // GCC 12 takes the undefined lanes of its own intrinsics for a mistake.
  '-Wno-uninitialized',
  '-Wno-maybe-uninitialized',
];

/** SHA-256, in hexadecimal, of the compiler's flags and of every source file with its name. */
function hashOfNativeSources(folder) {
  const hash = createHash('sha256').update(JSON.stringify(compilerFlags));
  const names = readdirSync(folder).filter((name) => /\.[ch]pp$/.test(name));
  for (const name of names.sort()) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

module.exports = { compilerFlags, hashOfNativeSources };
