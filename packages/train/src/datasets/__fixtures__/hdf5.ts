import type { Group } from 'h5wasm/node';
import { hdf5Library } from '../hdf5/library';

/** A data set to write: numbers with a shape, or strings. */
export type Hdf5Content =
  | {
      readonly data: Float64Array | Float32Array | Int32Array | Uint16Array;
      readonly shape: number[];
      /** Lengthened to so many rows, which take no place in the file. */
      readonly rows?: number;
    }
  | { readonly data: string[] };

/** Writes an HDF5 file with data sets at its root, compressed by chunks of some rows as large files are. */
export async function writeHdf5(
  path: string,
  contents: Readonly<Record<string, Hdf5Content>>,
): Promise<void> {
  const { File } = await hdf5Library();
  const file: Group & { close(): number } = new File(path, 'w');
  for (const [name, content] of Object.entries(contents)) {
    if (!('shape' in content)) file.create_dataset({ name, data: content.data });
    else {
      const { data, shape, rows } = content;
      const chunks = [Math.max(1, Math.min(shape[0], 7)), ...shape.slice(1)];
      const maxshape = [null, ...shape.slice(1)];
      const packing = { compression: 'gzip' as const, compression_opts: [4] };
      const dataset = file.create_dataset({ name, data, shape, chunks, maxshape, ...packing });
      if (rows !== undefined) dataset.resize([rows, ...shape.slice(1)]);
    }
  }
  file.close();
}
