import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * A study's `outputPath` from the workspace's root, with forward slashes; undefined if it is not a folder below the
 * root, or if it is or holds the project's folder, whose files are the user's. The one rule: Nx, which caches the
 * outputs, and the stages, which write them, have to agree. It looks at the text of the paths alone.
 */
export function outputPathInside(
  workspaceRoot: string,
  outputPath: string,
  projectRoot: string,
): string | undefined {
  const inside = pathBelow(workspaceRoot, resolve(workspaceRoot, outputPath));
  if (inside === undefined || inside === '') return undefined;
  return pathBelow(join(workspaceRoot, inside), projectRoot) === undefined
    ? inside.split(sep).join('/')
    : undefined;
}

/** The path from a folder to what is it (then empty) or lies in it; undefined for all else. */
export function pathBelow(folder: string, path: string): string | undefined {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below) ? below : undefined;
}
