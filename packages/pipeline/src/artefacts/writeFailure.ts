import { CodesignError } from '@nx-codesign/ir';

const diskFull = new Set(['ENOSPC', 'EDQUOT']);
const noPermission = new Set(['EACCES', 'EPERM', 'EROFS']);

/** The error of a write that failed: path, reason, what to do. Finished work is in the journal by then. */
export function writeFailure(code: string, path: string, cause: unknown): CodesignError {
  const { message, code: reason } = cause as NodeJS.ErrnoException;
  return new CodesignError(
    code,
    `Cannot write ${path}: ${message}. ${adviceFor(reason ?? '')}, then run again; nothing that is already finished is lost.`,
    { cause },
  );
}

function adviceFor(reason: string): string {
  if (diskFull.has(reason)) return 'The disk is full: free space on it';
  if (noPermission.has(reason)) return 'Make it writable for you';
  return 'See that its folder can be made and written';
}
