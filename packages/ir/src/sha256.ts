import { createHash } from 'node:crypto';

/** Lower-case hexadecimal SHA-256 of the parts one after another; a text counts as its UTF-8 bytes. */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
