import type { PlaceablePart } from '../nextpnr/placeableParts';
import { findOnPath } from '../nextpnr/locateRouter';
import { findTool, type Tool } from '../tools/findTool';

/** What turns a bitstream back into Verilog and simulates it. */
export interface BitstreamTools {
  /** Bitstream to the configuration of each tile (Project IceStorm). */
  readonly unpacker: Tool;
  /** Configuration to Verilog (Project IceStorm). */
  readonly decompiler: Tool;
  readonly simulator: Tool;
}

const names = { unpacker: 'iceunpack', decompiler: 'icebox_vlog', simulator: 'iverilog' } as const;

/** The programs, or the reason why a bitstream of that part cannot be read back here. */
export async function findBitstreamTools({
  packer,
}: Pick<PlaceablePart, 'packer'>): Promise<BitstreamTools | { readonly missing: string }> {
  if (packer !== 'icepack')
    return { missing: 'there is no tool that turns a bitstream of this family back into Verilog' };
  const [unpacker, decompiler, simulator] = await Promise.all([
    findOnPath(names.unpacker),
    findTool(names.decompiler),
    findTool(names.simulator),
  ]);
  if (unpacker && decompiler && simulator) return { unpacker, decompiler, simulator };
  const missing = Object.values(names).filter((_, at) => [unpacker, decompiler, simulator][at] === undefined);
  return { missing: `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not on the PATH` };
}
