import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import {
  serialTimetable,
  streams,
  unpackResults,
  vectorBits,
  type SerialStimulus,
} from '../nextpnr/serialProtocol';
import type { Placement } from '../nextpnr/placement';
import { run } from '../tools/run';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import type { BitstreamTools } from './bitstreamTools';
import { chipTestBench, rowsFile, type ChipPins } from './testBench';

/** A bitstream of an iCE40 with a design in a serial wrapper, and vectors for it. */
export interface BitstreamJob {
  readonly bitstream: Uint8Array;
  readonly sites: Placement['sites'];
  readonly stimulus: SerialStimulus;
  readonly tools: BitstreamTools;
  /** Ends the programs (`flows.cancelled`). */
  readonly signal?: AbortSignal;
}

const bitstreamFile = 'bitstream.bin';
const tilesFile = 'tiles.asc';
const chipFile = 'chip.v';
const benchFile = 'bench.v';
const chip = 'chip';

/** The ports of the serial wrapper, in the order of a row's digits. */
const driven = ['capture', 'load', 'serial_in'] as const;

/**
 * Unpacks a bitstream, turns its tiles back into Verilog and runs vectors through it in Icarus, as a host would: what is
 * simulated has passed mapping, placement, routing and packing, and is read by programs that none of these shares.
 * `[count, outputs]` integers. Throws `flows.badBitstream` where a pin is not in it or has no value,
 * `flows.toolFailed` with the tail of a program's messages.
 */
export async function simulateBitstream(job: BitstreamJob): Promise<Int32Array> {
  const { stimulus } = job;
  const groups = Array.from({ length: Math.ceil(stimulus.count / streams) }, (_, group) =>
    vectorBits(stimulus, group * streams),
  );
  const rows = groups.flatMap((bits, group) =>
    vectorsOf(group, stimulus).flatMap((stream) => rowsOf(bits, { stream, stimulus })),
  );
  const levels = await simulate(job, rows);
  return resultsOf(levels, groups[0].length, stimulus);
}

/** The streams of a group that carry a vector. */
function vectorsOf(group: number, { count }: SerialStimulus): number[] {
  return Array.from({ length: Math.min(streams, count - group * streams) }, (_, stream) => stream);
}

/** A row per cycle of one vector's transfer: the digits of `driven`. */
function rowsOf(
  bits: Int32Array,
  { stream, stimulus }: { readonly stream: number; readonly stimulus: SerialStimulus },
): string[] {
  const { load, capture, end } = serialTimetable(bits.length, stimulus);
  return Array.from({ length: end }, (_, cycle) =>
    [cycle === capture, cycle === load, ((bits[cycle] >>> stream) & 1) === 1].map(Number).join(''),
  );
}

/** The level of `serial_out` in each cycle, before the clock's edge. */
async function simulate(
  { bitstream, sites, tools, signal }: BitstreamJob,
  rows: readonly string[],
): Promise<string[]> {
  const pins = {
    module: chip,
    clock: pinOf('clk', sites),
    inputs: driven.map((port) => pinOf(port, sites)),
    outputs: [pinOf('serial_out', sites)],
  };
  const files = {
    [bitstreamFile]: bitstream,
    [rowsFile]: rows.join('\n'),
    [benchFile]: chipTestBench(pins, rows.length),
  };
  const text = await inTemporaryFolder(files, async (folder) => {
    const options = { cwd: folder, ...(signal && { signal }) };
    await run(tools.unpacker.path, [bitstreamFile, tilesFile], options);
    const { stdout: verilog } = await run(tools.decompiler.path, ['-s', '-n', chip, tilesFile], options);
    checkPins(verilog, pins);
    await writeFile(join(folder, chipFile), verilog);
    await run(
      tools.simulator.path,
      ['-g2005', '-s', 'bench', '-o', 'bench.vvp', benchFile, chipFile],
      options,
    );
    return (await run('vvp', ['bench.vvp'], options)).stdout;
  });
  const levels = text.trim().split('\n');
  const odd = levels.findIndex((level) => !/^[01]$/.test(level));
  if (odd < 0 && levels.length === rows.length) return levels;
  throw new CodesignError(
    'flows.badBitstream',
    `The simulated bitstream should give ${rows.length} cycles of 0 or 1 on serial_out; ` +
      (odd < 0 ? `it gave ${levels.length}.` : `cycle ${odd} has '${levels[odd]}'.`),
  );
}

/** `X17/Y31/io0` is `io_17_31_0` in the Verilog of icebox_vlog. */
function pinOf(port: string, sites: Placement['sites']): string {
  const place = /^X(\d+)\/Y(\d+)\/io(\d)$/.exec(sites[port] ?? '');
  if (place !== null) return `io_${place.slice(1).join('_')}`;
  throw new CodesignError(
    'flows.badBitstream',
    `The placement should name the pad of ${port}, as X17/Y31/io0; it has ${sites[port] ?? 'none'}.`,
  );
}

/** The chip has to have every pin, with its direction. */
function checkPins(verilog: string, { clock, inputs, outputs }: ChipPins): void {
  const wanted = [
    ...[clock, ...inputs].map((pin) => `input ${pin}`),
    ...outputs.map((pin) => `output ${pin}`),
  ];
  const found =
    /^module [^(]*\(([^)]*)\)/m
      .exec(verilog)?.[1]
      .split(',')
      .map((port) => port.trim()) ?? [];
  const lost = wanted.filter((port) => !found.includes(port));
  if (lost.length === 0) return;
  throw new CodesignError(
    'flows.badBitstream',
    `The bitstream should have ${wanted.join(', ')}; it lacks ${lost.join(', ')} and has ${found.join(', ') || 'no pins'}.`,
  );
}

function resultsOf(levels: readonly string[], bits: number, stimulus: SerialStimulus): Int32Array {
  const { count, outputPorts } = stimulus;
  const { firstOut, outputBits, end } = serialTimetable(bits, stimulus);
  const results = new Int32Array(count * outputPorts.length);
  for (let first = 0; first < count; first += streams) {
    const out = new Int32Array(outputBits);
    for (let stream = 0; stream < Math.min(streams, count - first); stream += 1) {
      const start = (first + stream) * end + firstOut;
      for (let bit = 0; bit < outputBits; bit += 1) out[bit] |= Number(levels[start + bit]) << stream;
    }
    unpackResults(out, { results, first, stimulus });
  }
  return results;
}
