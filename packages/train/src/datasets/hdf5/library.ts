import { constants, Script } from 'node:vm';
import type * as H5Wasm from 'h5wasm/node';

/** The HDF5 library, compiled to WebAssembly. */
export type Hdf5Library = typeof H5Wasm;

let loading: Promise<Hdf5Library> | undefined;

/** Loads the library once: 4 MB that only studies with HDF5 files need. */
export function hdf5Library(): Promise<Hdf5Library> {
  loading ??= importLibrary().then(async (library) => {
    await library.ready;
    return library;
  });
  return loading;
}

/**
 * The package is an ES module. Compiled by tsc, `import()` stays as it is; where sources run directly it is rewritten to
 * `require`, which cannot find it, and Node's own loader is asked.
 */
async function importLibrary(): Promise<Hdf5Library> {
  try {
    return await import('h5wasm/node');
  } catch {
    const script = new Script("import('h5wasm/node')", {
      filename: __filename,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    return script.runInThisContext() as Promise<Hdf5Library>;
  }
}
