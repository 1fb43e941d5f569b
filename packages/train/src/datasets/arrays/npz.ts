import { unzipSync, type Unzipped } from 'fflate';
import { CodesignError } from '@nx-codesign/ir';
import { npyArray } from './npy';
import type { NumberArray } from './numberArray';

/** One array of an npz file, a zip archive of npy files. Throws CodesignError `dataset.format` and `dataset.array`. */
export function npzArray(bytes: Uint8Array, { file, array }: { file: string; array: string }): NumberArray {
  const names: string[] = [];
  const unzipped = unzip(bytes, file, (name) => {
    names.push(name.replace(/\.npy$/, ''));
    return name === `${array}.npy`;
  });
  const found = unzipped[`${array}.npy`];
  if (found) return npyArray(found, `${file}#${array}`);
  throw new CodesignError(
    'dataset.array',
    `${file} has no array "${array}"; it has ${names.join(', ') || 'none'}. Check the name after # in dataset.source.`,
  );
}

function unzip(bytes: Uint8Array, file: string, isWanted: (name: string) => boolean): Unzipped {
  try {
    return unzipSync(bytes, { filter: ({ name }) => isWanted(name) });
  } catch (cause) {
    throw new CodesignError(
      'dataset.format',
      `${file} cannot be unzipped: it is damaged, or not an npz file. Write it by numpy.savez, or download it again.`,
      { cause },
    );
  }
}
