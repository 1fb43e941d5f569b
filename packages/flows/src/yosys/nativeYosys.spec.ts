import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDesign, designJson, emitVerilog } from '@nx-codesign/hardware';
import { testWith } from '../../../../tools/testing/testWith';
import { endlessProgram, expectEnded } from '../__fixtures__/endlessProgram';
import { layeredProgram } from '../__fixtures__/layeredProgram';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import type { SynthesisJob } from './job';
import { locateYosys, synthesizeNatively } from './nativeYosys';
import { synthesizeModule } from './synthesizeModule';

/** The modules of a small network, each as a job. */
function moduleJobs(): SynthesisJob[] {
  const design = buildDesign(layeredProgram(5), { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-e' });
  const sources = emitVerilog(design, { networkHash: 'abc' });
  return designJson(design).modules.map(({ name, file }) => ({
    ...{ top: name, files: { [file]: sources[file], 'adders.v': '' }, family: 'xcup' as const },
  }));
}

describe('an installed Yosys', () => {
  testWith('yosys')(
    'builds the same adders and registers as the one from npm; what abc makes of the rest varies with the version',
    async () => {
      const tool = await locateYosys();
      for (const job of moduleJobs()) {
        const [native, npm] = [await synthesizeNatively(tool, job), await synthesizeModule(job)];
        const built = ({ CARRY8, LUT6_2, FDRE, FDSE }: Readonly<Record<string, number>>) => {
          return { CARRY8, LUT6_2, FDRE, FDSE };
        };
        expect(built(native.cells)).toEqual(built(npm.cells));
      }
    },
    300_000,
  );

  it('that fails tells its code and the tail of its messages', async () => {
    const script = '#!/bin/sh\necho "codesign: reading" >&2\necho "ERROR: something is wrong" >&2\nexit 7\n';
    await inTemporaryFolder({ yosys: script }, async (folder) => {
      const path = join(folder, 'yosys');
      await chmod(path, 0o755);
      const steps: string[] = [];
      const run = synthesizeNatively({ path, version: '9.9' }, moduleJobs()[0], {
        onProgress: (step) => steps.push(step),
      });
      await expect(run).rejects.toMatchObject({
        code: 'flows.yosysFailed',
        message: expect.stringMatching(
          /^Yosys 9\.9 ended with code 7 on module .*ERROR: something is wrong$/s,
        ),
      });
      expect(steps).toEqual(['reading']);
    });
  }, 60_000);

  it('that is stopped has ended, and leaves no folder', async () => {
    await inTemporaryFolder({ yosys: endlessProgram }, async (folder) => {
      const path = join(folder, 'yosys');
      await chmod(path, 0o755);
      const tool = { path, version: '9.9' };
      await expectEnded(folder, (signal) => synthesizeNatively(tool, moduleJobs()[0], { signal }));
    });
  }, 60_000);

  it('that is missing is an error that names the other flow', async () => {
    await expect(locateYosys('/nonexistent/yosys')).rejects.toMatchObject({
      code: 'flows.toolMissing',
      message: expect.stringMatching(/is not at \/nonexistent\/yosys.*"synthesize\.flow" to "yosys"/),
    });
  });
});
