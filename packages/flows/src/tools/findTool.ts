import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { CodesignError, sha256 } from '@nx-codesign/ir';
import { run } from './run';

export interface Tool {
  readonly path: string;
  readonly version: string;
}

/** The option that makes a tool print its version, where it is not `--version`. */
const versionOption: Readonly<Record<string, string>> = {
  iverilog: '-V',
  vvp: '-V',
  yosys: '-V',
  vivado: '-version',
};

/**
 * Looks for an executable on the PATH and asks for its version (where it prints none, `unknown-` and a hash of the file).
 * Gives `undefined` if the tool is not there; never throws for a missing tool.
 */
export async function findTool(
  name: string,
  searchPath: string = process.env.PATH ?? '',
): Promise<Tool | undefined> {
  for (const folder of searchPath.split(delimiter).filter((entry) => entry !== '')) {
    const path = join(folder, name);
    if (await isExecutable(path)) return { path, version: await versionOf(name, path) };
  }
  return undefined;
}

/** Where to look for a tool, and what to say if it is not there. */
export interface ToolWish {
  /** The program itself; on the PATH if absent. */
  readonly path?: string;
  /** The config key that sets `path`. */
  readonly setting: string;
  /** What else the user may do, after "Install it, set ...". */
  readonly otherwise: string;
}

/** A tool that is needed. Throws `flows.toolMissing`, which says where it was looked for and what to do. */
export async function requireTool(name: string, wish: ToolWish): Promise<Tool> {
  const { path, setting, otherwise } = wish;
  if (path === undefined) {
    const found = await findTool(name);
    if (found) return found;
  } else if (await isExecutable(path)) return { path, version: await versionOf(name, path) };
  const place = path === undefined ? 'is not on the PATH' : `is not at ${path}, or may not be executed`;
  const message = `The program ${name} ${place}. Install it, set "${setting}" to its path, ${otherwise}.`;
  throw new CodesignError('flows.toolMissing', message);
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function versionOf(name: string, path: string): Promise<string> {
  try {
    const { stdout, stderr } = await run(path, [versionOption[name] ?? '--version'], { timeoutMs: 30_000 });
    const version = parseVersion(`${stdout}\n${stderr}`);
    if (version !== undefined) return version;
  } catch {
    // It does not know the option.
  }
  return `unknown-${sha256(await readFile(path)).slice(0, 12)}`;
}

/**
 * The first dotted number that follows a blank, a `v` or a line's start; of Yosys with the commit, of nextpnr and the
 * packer of Trellis with all that they say: builds share a number. `undefined` if there is none.
 */
export function parseVersion(text: string): string | undefined {
  const commit = /^Yosys (\S+) \(git sha1 (\w+)/m.exec(text);
  if (commit !== null) return `${commit[1]}-${commit[2]}`;
  const nextpnr = /nextpnr-\w+.*\(Version (?:nextpnr-)?([^\s)]+)\)/.exec(text);
  if (nextpnr !== null) return nextpnr[1];
  const trellis = /^Project Trellis \w+ Version (\S+)/m.exec(text);
  if (trellis !== null) return trellis[1];
  return /(?:^|[\sv(])(\d+(?:\.\d+)+)/m.exec(text)?.[1];
}
