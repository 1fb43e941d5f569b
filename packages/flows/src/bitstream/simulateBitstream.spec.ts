import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addersFile, buildDesign, busWidth, designJson, emitVerilog } from '@nx-codesign/hardware';
import { testWith } from '../../../../tools/testing/testWith';
import { smallProgram, smallResults, smallVectors } from '../__fixtures__/smallProgram';
import { findTool } from '../tools/findTool';
import { run } from '../tools/run';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import { locateRouter } from '../nextpnr/locateRouter';
import { placeablePart } from '../nextpnr/placeableParts';
import { placeAndRoute } from '../nextpnr/placeAndRoute';
import type { Placement } from '../nextpnr/placement';
import { wrapDesign } from '../nextpnr/wrapper';
import { compareIntegers } from '../verification/compareIntegers';
import { synthesizeModule } from '../yosys/synthesizeModule';
import { findBitstreamTools, type BitstreamTools } from './bitstreamTools';
import { simulateBitstream } from './simulateBitstream';

const part = 'ice40up5k-sg48';
const built = buildDesign(smallProgram, { clockPeriodNs: 20, part });
const description = designJson(built);
const buses = {
  inputBits: busWidth(description.inputPorts),
  outputBits: busWidth(description.outputPorts),
};

/** Every 64th of all 4,096 vectors. */
const count = 64;
const every = smallVectors.length / 3 / count;
const inputs = Int32Array.from(
  { length: count * 3 },
  (_, i) => smallVectors[Math.floor(i / 3) * every * 3 + (i % 3)],
);
const expected = Int32Array.from(
  { length: count * 2 },
  (_, i) => smallResults[(i >> 1) * every * 2 + (i % 2)],
);
const stimulus = { ...description, inputBits: buses.inputBits, inputs, count };

async function place(): Promise<Placement> {
  const wrapper = wrapDesign('serial', { top: description.top, part, ...buses, beats: 1 });
  const sources = emitVerilog(built, { networkHash: 'abc' });
  const files = {
    ...Object.fromEntries(description.files.map((file) => [file, sources[file]])),
    [`${wrapper.name}.v`]: wrapper.verilog,
    [addersFile]: sources[addersFile],
  };
  const { netlistJson } = await synthesizeModule({ top: wrapper.name, files, family: 'ice40' });
  const router = await locateRouter(placeablePart(part)!, {
    nextpnr: (await findTool('nextpnr-ice40'))!.path,
  });
  if ('missing' in router) throw new Error(router.missing);
  return placeAndRoute({ router, job: { part, top: wrapper.name, netlistJson, clockPeriodNs: 20, seed: 1 } });
}

describe('a bitstream turned back into Verilog', () => {
  const withTools = testWith('icebox_vlog');
  let placement: Placement;
  let tools: BitstreamTools;
  const prepared = async () => {
    placement ??= await place();
    const found = await findBitstreamTools(placeablePart(part)!);
    if ('missing' in found) throw new Error(found.missing);
    tools = found;
  };
  const mismatchesOf = async (bitstream: Uint8Array, sites = placement.sites) => {
    const results = await simulateBitstream({ bitstream, sites, stimulus, tools });
    return compareIntegers(expected, results, [count, 2]).mismatches;
  };

  withTools(
    'computes the network, bit by bit through its pins',
    async () => {
      await prepared();
      expect(await mismatchesOf(placement.bitstream!)).toBe(0);
    },
    120_000,
  );

  withTools(
    'with one bit flipped in a LUT gives other integers, where these inputs of the LUT occur',
    async () => {
      await prepared();
      const noticed: number[] = [];
      for (const which of [0, 3, 6, 9]) {
        const flipped = await flipLutBit(placement.bitstream!, tools, which);
        if ((await mismatchesOf(flipped)) > 0) noticed.push(which);
      }
      // Where the router puts which LUT is its choice; inputs that are all 0 occur in most.
      expect(noticed.length).toBeGreaterThanOrEqual(2);
    },
    120_000,
  );

  withTools(
    'whose pads are swapped gives other integers',
    async () => {
      await prepared();
      const { load, capture, ...others } = placement.sites;
      expect(
        await mismatchesOf(placement.bitstream!, { ...others, load: capture, capture: load }),
      ).toBeGreaterThan(0);
    },
    120_000,
  );

  withTools(
    'lacks a pin that is not in it, and says which it has',
    async () => {
      await prepared();
      await expect(
        mismatchesOf(placement.bitstream!, { ...placement.sites, load: 'X1/Y0/io1' }),
      ).rejects.toMatchObject({
        code: 'flows.badBitstream',
        message: expect.stringMatching(/lacks input io_1_0_1 and has .*input io_/),
      });
    },
    120_000,
  );
});

describe('findBitstreamTools', () => {
  it('says that no tool reads those of an ECP5 back', async () => {
    expect(await findBitstreamTools(placeablePart('lfe5u-25f')!)).toEqual({
      missing: expect.stringContaining('family'),
    });
  });
});

/** Places of a LUT's 16 table digits in the 20 bits of a logic cell, ten in each of its two rows (Project IceStorm, icebox). */
const tableBits = [4, 14, 15, 5, 6, 16, 17, 7, 3, 13, 12, 2, 1, 11, 10, 0];
const firstColumn = 36;

/** The bitstream with digit 0 (all inputs 0) inverted in the table of the `which`-th LUT that depends on two inputs or more. */
async function flipLutBit(
  bitstream: Uint8Array,
  { unpacker }: BitstreamTools,
  which: number,
): Promise<Uint8Array> {
  return inTemporaryFolder({ 'a.bin': bitstream }, async (folder) => {
    await run(unpacker.path, ['a.bin', 'a.asc'], { cwd: folder });
    const lines = (await readFile(join(folder, 'a.asc'), 'utf8')).split('\n');
    const cells = lines.flatMap((line, at) =>
      line.startsWith('.logic_tile') ? Array.from({ length: 8 }, (_, cell) => at + 1 + 2 * cell) : [],
    );
    const tables = cells.map((row) => ({
      row,
      table: tableBits.map((bit) => lines[row + Math.floor(bit / 10)][firstColumn + (bit % 10)]),
    }));
    const { row } = tables.filter(({ table }) => dependsOnMany(table))[which];
    const column = firstColumn + tableBits[0];
    const flipped = lines[row][column] === '0' ? '1' : '0';
    lines[row] = lines[row].slice(0, column) + flipped + lines[row].slice(column + 1);
    await writeFile(join(folder, 'b.asc'), lines.join('\n'));
    await run('icepack', ['b.asc', 'b.bin'], { cwd: folder });
    return readFile(join(folder, 'b.bin'));
  });
}

function dependsOnMany(table: readonly string[]): boolean {
  const needed = [1, 2, 4, 8].filter((input) => table.some((digit, at) => digit !== table[at ^ input]));
  return needed.length > 1;
}
