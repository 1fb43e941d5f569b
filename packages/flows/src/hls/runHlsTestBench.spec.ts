import { emitHls } from '@nx-codesign/hardware';
import { smallProgram, smallResults, smallVectors } from '../__fixtures__/smallProgram';
import { testWith } from '../../../../tools/testing/testWith';
import { runHlsTestBench } from './runHlsTestBench';

const files = emitHls(smallProgram, {
  name: 'small',
  part: 'xcvu13p-flga2577-2-e',
  clockPeriodNs: 5,
  networkHash: 'abc',
});
const job = { files, top: 'small', stimuli: smallVectors, count: 4096, outputs: 2 };
const testWithGpp = testWith('g++');

describe('runHlsTestBench', () => {
  testWithGpp(
    'gives the integers that the emitted C++ computes',
    async () => {
      const result = await runHlsTestBench(job);
      expect(result).toEqual({
        status: 'done',
        results: smallResults,
        compiler: { path: expect.stringMatching(/g\+\+$/), version: expect.stringMatching(/^\d+\./) },
      });
    },
    60_000,
  );

  testWithGpp(
    'tells why a project does not compile',
    async () => {
      const broken = { ...files, 'firmware/small.cpp': 'int broken(' };
      await expect(runHlsTestBench({ ...job, files: broken })).rejects.toMatchObject({
        code: 'flows.toolFailed',
        message: expect.stringContaining('small.cpp'),
      });
    },
    60_000,
  );

  testWithGpp('refuses stimuli that are no whole vectors', async () => {
    await expect(runHlsTestBench({ ...job, count: 4095 })).rejects.toMatchObject({
      code: 'flows.badVectors',
    });
  });

  test('is skipped where there is no g++', async () => {
    expect(await runHlsTestBench({ ...job, searchPath: '/nonexistent' })).toEqual({
      status: 'skipped',
      missing: 'g++',
    });
  });
});
