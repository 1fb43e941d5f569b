import { buildDesign, designJson, emitVerilog, type Design, type DesignOptions } from '@nx-codesign/hardware';
import { areaOf, type Area } from './area';
import { programOf, type DenseLayer } from './layers';
import type { PeerLayer } from './peer';

const family = 'xcup';
const part = 'xcvu13p-flga2577-2-e';
/** So long that a layer is one stage. */
const wholeLayerNs = 1000;

/** Our design of a layer, and the CPU time from integers to adder graph. */
export function buildLayer(
  layer: DenseLayer,
  trees: Pick<DesignOptions, 'extraDepth'> = {},
): { design: Design; seconds: number } {
  const program = programOf(layer);
  const start = process.cpuUsage();
  const design = buildDesign(program, { clockPeriodNs: wholeLayerNs, part, ...trees });
  const { user, system } = process.cpuUsage(start);
  return { design, seconds: (user + system) / 1e6 };
}

/** Synthesises our design. */
export async function areaOfDesign(design: Design): Promise<Area> {
  const emitted = emitVerilog(design, { networkHash: 'bench' });
  const { top, files } = designJson(design);
  return areaOf({ top, files: Object.fromEntries(files.map((file) => [file, emitted[file]])), family });
}

/** Synthesises da4ml's Verilog with the same script. */
export async function areaOfPeer(name: string, { files }: PeerLayer): Promise<Area> {
  return areaOf({ top: name, files: { ...files, 'adders.v': '', ...keptAdders(files) }, family });
}

/**
 * da4ml's adders as the cells that our two-input adders are, trimmed to the bits of the result. Left to itself the
 * script would merge neighbouring adders first and take more LUTs: da4ml gets the better of the two.
 */
function keptAdders(files: PeerLayer['files']): Record<string, string> {
  const instance = (module: string) =>
    `${module} #(.WIDTH(BW_OUT)) op (.a(in0_ext[BW_OUT-1:0]), .b(in1_ext[BW_OUT-1:0]), .y(accum[BW_OUT-1:0]));`;
  const text = files['shift_adder.v']
    .replace('assign accum = in0_ext - in1_ext;', instance('subtractor2'))
    .replace('assign accum = in0_ext + in1_ext;', instance('adder2'));
  return { 'shift_adder.v': text };
}
