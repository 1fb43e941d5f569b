import { constants, gunzipSync } from 'node:zlib';
import { CodesignError } from '@nx-codesign/ir';

/** Bytes that hold any gzip header of a data file plus enough deflate blocks for its first `headBytes`. */
export const gzipHeadBytes = 4096;

/** Bytes at the end of a gzip file that hold its inflated size (RFC 1952 section 2.3.1: ISIZE). */
export const gzipTrailerBytes = 4;

/** Whether the bytes are gzip (RFC 1952 section 2.3.1: ID1, ID2), whatever the file is called. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The bytes, inflated if they are gzip. Throws CodesignError `dataset.gzip` or `dataset.truncated` naming the file. */
export function inflate(bytes: Uint8Array, name: string): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw damaged(name, cause);
  }
}

/** The first bytes of a gzip file, inflated from its beginning alone. Throws CodesignError `dataset.gzip`. */
export function inflateHead(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (cause) {
    throw damaged(name, cause);
  }
}

/** Inflated size modulo 2^32, from the trailer of a gzip file. */
export function inflatedSize(trailer: Uint8Array): number {
  return new DataView(trailer.buffer, trailer.byteOffset, gzipTrailerBytes).getUint32(0, true);
}

function damaged(name: string, cause: unknown): CodesignError {
  const { code } = cause as NodeJS.ErrnoException;
  // What zlib says where the input ends before its last block.
  const isTruncated = code === 'Z_BUF_ERROR';
  return new CodesignError(
    isTruncated ? 'dataset.truncated' : 'dataset.gzip',
    isTruncated
      ? `${name} is a truncated gzip file: it ends before its data does. Download it again.`
      : `${name} begins like a gzip file but cannot be inflated: it is damaged. Download it again.`,
    { cause },
  );
}
