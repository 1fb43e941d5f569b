import { CodesignError } from '@nx-codesign/ir';
import type { DataFiles } from '../dataFiles';
import { openHdf5 } from '../hdf5/hdf5File';
import { npyArray } from './npy';
import { npzArray } from './npz';
import { elementsOf, type NumberArray } from './numberArray';
import { tensorArray } from './safetensors';

/** A file, and the name of the array in it where it may hold several. */
export interface ArrayPlace {
  readonly file: string;
  readonly array?: string;
}

type Open = (place: Required<ArrayPlace>, files: DataFiles) => NumberArray | Promise<NumberArray>;

/** Formats by the file's extension. */
const formats: Readonly<Record<string, Open>> = {
  npy: ({ file }, files) => npyArray(files.read(file), file),
  npz: ({ file, array }, files) => npzArray(files.read(file), { file, array }),
  safetensors: ({ file, array }, files) => tensorArray(files.read(file), { file, array }),
  h5: hdf5Array,
  hdf5: hdf5Array,
};

/**
 * Opens one array of a file by the file's extension; close it after use. Throws CodesignError `dataset.format` for
 * other files, `dataset.array` for a name that is missing, and what each format's reader throws.
 */
export async function openArray(place: ArrayPlace, files: DataFiles): Promise<NumberArray> {
  const extension = place.file.split('.').pop()?.toLowerCase() ?? '';
  const open = formats[extension];
  if (open === undefined) {
    throw new CodesignError(
      'dataset.format',
      `${place.file} has the extension .${extension}; arrays are read from ${extensions}. Convert the file.`,
    );
  }
  if (place.array === undefined && extension !== 'npy') {
    throw new CodesignError(
      'dataset.array',
      `${place.file} may hold several arrays, but no name is given. Write it behind a #, as in ${place.file}#x.`,
    );
  }
  return open({ file: place.file, array: place.array ?? '' }, files);
}

const extensions = Object.keys(formats)
  .map((format) => `.${format}`)
  .join(', ');

async function hdf5Array({ file, array }: Required<ArrayPlace>, files: DataFiles): Promise<NumberArray> {
  const opened = await openHdf5(file, files);
  try {
    const { shape, isInteger, read } = opened.dataset(array);
    const perRow = elementsOf(shape.slice(1));
    return {
      shape,
      isInteger,
      // Rows only are asked for.
      read: (from, to) => read([[from / perRow, to / perRow]]),
      close: () => opened.close(),
    };
  } catch (error) {
    opened.close();
    throw error;
  }
}
