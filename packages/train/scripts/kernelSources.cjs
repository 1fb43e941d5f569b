// The one rule for what the kernels are built from; the build script and the engine both read it.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Flags of the AssemblyScript compiler. */
const compilerFlags = [
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

/** SHA-256, in hexadecimal, of the compiler's flags and of every source file with its name. */
function hashOfSources(folder) {
  const hash = createHash('sha256').update(JSON.stringify(compilerFlags));
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  for (const name of names.sort()) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

module.exports = { compilerFlags, hashOfSources };
