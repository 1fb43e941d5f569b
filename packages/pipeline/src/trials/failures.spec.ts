import { CodesignError } from '@nx-codesign/ir';
import { attempt } from './failures';

const failing = (error: Error) => attempt('search', () => Promise.reject(error));

describe('an attempt', () => {
  test('that fails for its candidate is a record', async () => {
    expect(await failing(new CodesignError('train.overflow', 'too large'))).toEqual({
      ok: false,
      stage: 'search',
      error: 'too large',
    });
  });

  test.each(['threads.crashed', 'stage.aborted', 'cache.write', 'artefacts.write'])(
    'that fails with %s ends the stage: the next candidate would fail alike',
    async (code) => {
      const error = new CodesignError(code, 'disk full');
      await expect(failing(error)).rejects.toBe(error);
    },
  );

  test('that fails by a fault of the program ends the stage', async () => {
    await expect(failing(new TypeError('x'))).rejects.toThrow(TypeError);
  });
});
