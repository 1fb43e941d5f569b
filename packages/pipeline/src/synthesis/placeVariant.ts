import { join } from 'node:path';
import {
  locateRouter,
  parseNetlist,
  placeablePart,
  utilizationOf,
  wrapDesign,
  type Comparison,
  type Placement,
  type Wrapper,
  type WrapperStyle,
} from '@nx-codesign/flows';
import { busWidth, findPart, type DesignDescription } from '@nx-codesign/hardware';
import type { Artefacts } from '../artefacts/writeFolder';
import type { Vectors } from '../vectors/vectorFiles';
import type { Bench } from './bench';
import { checkBitstream, type BitstreamCheck } from './checkBitstream';
import { moduleFiles } from './checkGates';
import { refuseMisfit } from './fit';
import { legalReuseOf } from './legalReuse';
import { placeOnce } from './placementCache';
import { stepsOfPlacement } from './steps';

/** A design on its device in its wrapper, or why it is not there. */
export type PlacementResult =
  | { readonly skipped: string }
  | {
      readonly placement: Placement;
      /** The wrapper's gates against the interpreter. */
      readonly comparison: Comparison;
      readonly bitstream: BitstreamCheck;
      readonly artefacts: Artefacts;
    };

/**
 * Wraps a design, synthesises it flat, checks the wrapper's gates, places and routes it and checks the bitstream, if the
 * config asks for it. Throws
 * `synthesize.doesNotFit` before placement where it is too large with its wrapper.
 */
export async function placeVariant(
  bench: Bench,
  name: string,
  { description, vectors }: { readonly description: DesignDescription; readonly vectors: Vectors },
): Promise<PlacementResult | undefined> {
  const { placeAndRoute, tools } = bench.config.synthesize;
  if (placeAndRoute === undefined) return undefined;
  const part = placeablePart(description.part);
  if (part === undefined) return skip(bench, `no open tool places designs on ${description.part}`);
  const router = await locateRouter(part, tools);
  if ('missing' in router) return skip(bench, router.missing);
  const { io: style, seed } = placeAndRoute;
  const wrapper = wrapperOf(description, style);
  const texts = description.files.map((file) => [
    file,
    bench.reader.text('hls-emit', `${name}/verilog/${file}`),
  ]);
  const module = await bench.synthesis.synthesize({
    top: wrapper.name,
    files: { ...Object.fromEntries(texts), [`${wrapper.name}.v`]: wrapper.verilog } as Record<string, string>,
    family: findPart(description.part).family,
  });
  bench.progress.advance(1);
  const { netlistJson } = module;
  const { part: partName, clockPeriodNs } = description;
  const job = { part: partName, top: wrapper.name, netlistJson, clockPeriodNs, seed };
  const netlist = { name: wrapper.name, json: netlistJson };
  const total = utilizationOf(parseNetlist(netlistJson, wrapper.name));
  refuseMisfit({
    ...{ name: `${name} in its wrapper`, part: partName, total },
    initiationInterval: description.initiationInterval,
    legalReuse: () => legalReuseOf(bench.reader, name),
  });
  const [comparison, placement] = await Promise.all([
    bench.pool.run('verifyWrapper', { description, style, netlist, vectors }),
    placeOnce({ ...bench, folder: join(bench.cacheRoot, 'placement') }, { router, job }),
  ]);
  const check = await checkBitstream(bench, { part, placement, style, description, vectors });
  bench.progress.advance(1);
  const { bitstream, log, criticalPath, sites } = placement;
  const folder = `placement/${name}`;
  return {
    placement,
    comparison,
    bitstream: check,
    artefacts: {
      ...moduleFiles(`${name}/placed`, { name: wrapper.name, module }),
      [`${folder}/${wrapper.name}.v`]: wrapper.verilog,
      [`${folder}/critical-path.json`]: `${JSON.stringify(criticalPath, undefined, 2)}\n`,
      [`${folder}/sites.json`]: `${JSON.stringify(sites, undefined, 2)}\n`,
      [`${folder}/nextpnr.log`]: log,
      ...(bitstream && { [`${folder}/${wrapper.name}.bin`]: bitstream }),
    },
  };
}

function wrapperOf(description: DesignDescription, style: WrapperStyle): Wrapper {
  return wrapDesign(style, {
    ...description,
    inputBits: busWidth(description.inputPorts),
    outputBits: busWidth(description.outputPorts),
    beats: description.beats?.length ?? 1,
    ...(description.handshake && { start: description.handshake.start }),
  });
}

function skip({ progress }: Bench, reason: string): PlacementResult {
  progress.advance(stepsOfPlacement);
  return { skipped: reason };
}
