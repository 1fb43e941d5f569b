import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * A study's `outputPath` from the workspace's root, with forward slashes; undefined if it is not a folder below the
 * root. The one rule: Nx, which caches the outputs, and the stages, which write them, have to agree.
 */
export function outputPathInside(workspaceRoot: string, outputPath: string): string | undefined {
  const inside = relative(workspaceRoot, resolve(workspaceRoot, outputPath));
  const isBelow = inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  return isBelow ? inside.split(sep).join('/') : undefined;
}
