import {
  estimateTiming,
  locateRouter,
  parseNetlist,
  placeablePart,
  placeAndRoute,
  synthesizeModule,
  wrapDesign,
  type RouterPaths,
} from '@nx-codesign/flows';
import { buildDesign, busWidth, designJson, emitVerilog, findPart } from '@nx-codesign/hardware';
import {
  lower,
  weightShapes,
  type IntegerProgram,
  type LayerNode,
  type Network,
  type Tensor,
} from '@nx-codesign/ir';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { PlacementCase } from './cases';

export interface PlacedCase {
  readonly tool: string;
  readonly latencyCycles: number;
  /** Of the resource that is used most. */
  readonly cells: number;
  readonly placedNs: number;
  readonly estimatedNs: { readonly low: number; readonly high: number };
}

/** Builds, synthesises, places and routes a network in its serial wrapper; or the reason why that cannot be done here. */
export async function placeCase(
  placed: PlacementCase,
  paths: RouterPaths = {},
): Promise<PlacedCase | { readonly missing: string }> {
  const { part, clockPeriodNs } = placed;
  const router = await locateRouter(placeablePart(part)!, paths);
  if ('missing' in router) return router;
  const { family } = findPart(part);
  const built = buildDesign(programOf(placed), { clockPeriodNs, part });
  const design = designJson(built);
  const buses = { inputBits: busWidth(design.inputPorts), outputBits: busWidth(design.outputPorts) };
  const { name: top, verilog } = wrapDesign('serial', { top: design.top, part, ...buses, beats: 1 });
  const sources = emitVerilog(built, { networkHash: 'bench' });
  const files = Object.fromEntries(design.files.map((file) => [file, sources[file]]));
  const { netlistJson } = await synthesizeModule({ top, files: { ...files, [`${top}.v`]: verilog }, family });
  const timing = estimateTiming(parseNetlist(netlistJson, top), family, part)!;
  const placement = await placeAndRoute({ router, job: { part, top, netlistJson, clockPeriodNs, seed: 1 } });
  return {
    tool: `${placement.tool.name} ${placement.tool.version}`,
    latencyCycles: design.latencyCycles,
    cells: Math.max(...Object.values(placement.resources).map(({ used }) => used)),
    placedNs: 1000 / placement.maxFrequencyMHz,
    estimatedNs: timing.criticalPathNs,
  };
}

/** Weights uniform over their format, `zeroPercent` of them zero. */
function programOf({ widths, bits, zeroPercent, seed }: PlacementCase): IntegerProgram {
  const network = networkOf(widths, bits);
  const half = 2 ** (bits - 1);
  const weights = Object.entries(weightShapes(network)).map(([name, shape], index): [string, Tensor] => {
    const random = xoroshiro128plus(seed * 100 + index);
    const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
      const weight = uniformInt(random, -half, half - 1);
      return uniformInt(random, 0, 99) < zeroPercent ? 0 : weight / half;
    });
    return [name, { shape, data }];
  });
  return lower(network, Object.fromEntries(weights));
}

function networkOf(widths: readonly number[], bits: number): Network {
  const weight = { signed: true, integer: 0, fraction: bits - 1 };
  const linear = { weight, bias: { signed: true, integer: 1, fraction: bits - 1 } };
  const output = { signed: false, integer: 2, fraction: bits - 2 };
  const last = widths.length - 2;
  const layers = widths.slice(1).flatMap((units, i): LayerNode[] => {
    const dense: LayerNode = {
      ...{ name: `dense${i + 1}`, kind: 'dense', inputs: [i === 0 ? 'input' : `relu${i}`] },
      config: { units, ...linear },
    };
    if (i === last) return [dense];
    const config = { function: 'relu', output };
    return [dense, { name: `relu${i + 1}`, kind: 'activation', inputs: [dense.name], config }];
  });
  const format = { signed: true, integer: 2, fraction: bits - 3 };
  return { name: 'net', input: { shape: [widths[0]], format }, layers, output: `dense${last + 1}` };
}
