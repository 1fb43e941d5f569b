import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
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
 * Looks for an executable on the PATH and asks for its version (`unknown` where it prints none).
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
    return parseVersion(`${stdout}\n${stderr}`);
  } catch {
    return 'unknown';
  }
}

/** The first dotted number that follows a blank, a `v` or a line's start. */
export function parseVersion(text: string): string {
  return /(?:^|[\sv(])(\d+(?:\.\d+)+)/m.exec(text)?.[1] ?? 'unknown';
}
