import { extname, join, relative, sep } from 'node:path';

/** A digest program, what it is asked about, and the workspace that Nx will run it in. */
export interface DigestRequest {
  readonly program: 'budgetDigest' | 'configDigest' | 'engineDigest' | 'rawDigest' | 'toolDigest';
  readonly argument: string;
  readonly workspaceRoot: string;
}

/**
 * The command line of one of the plugin's digest programs, from TypeScript source in this workspace, from the
 * built JavaScript once installed. Paths are relative to the workspace root, where Nx runs it: the command is part
 * of the hash and must be the same in every clone.
 */
export function digestCommand({ program, argument, workspaceRoot }: DigestRequest): string {
  const fromRoot = (path: string) => `./${relative(workspaceRoot, path).split(sep).join('/')}`;
  const extension = extname(__filename);
  const file = fromRoot(join(__dirname, '..', 'digests', `${program}${extension}`));
  if (extension !== '.ts') return `node "${file}" "${argument}"`;
  const register = fromRoot(require.resolve('@swc-node/register'));
  return `node -r "${register}" --conditions=@nx-codesign/source "${file}" "${argument}"`;
}
