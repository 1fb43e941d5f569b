import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testWith } from '../../../../../tools/testing/testWith';
import { loadNativeAddon } from './addon';

const ownFolder = join(__dirname, '..', '..', '..');
const addonName = `kernels-${process.platform}-${process.arch}.node`;

describe('loadNativeAddon', () => {
  let folder: string;
  let setting: string | undefined;
  beforeEach(() => {
    setting = process.env.NX_CODESIGN_NATIVE;
    delete process.env.NX_CODESIGN_NATIVE;
    folder = mkdtempSync(join(tmpdir(), 'native-'));
    mkdirSync(join(folder, 'build'));
    const built = (name: string) => join(ownFolder, 'build', name);
    for (const name of ['kernels.wasm', addonName].filter((file) => existsSync(built(file))))
      copyFileSync(built(name), join(folder, 'build', name));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    if (setting === undefined) delete process.env.NX_CODESIGN_NATIVE;
    else process.env.NX_CODESIGN_NATIVE = setting;
  });

  testWith('g++')('takes the addon of a package without sources', () => {
    expect(loadNativeAddon(folder)?.stamp).toMatch(/^[0-9a-f]{64}-[0-9a-f]{64}$/);
  });

  it.each([
    { why: 'it was not built', change: (build: string) => rmSync(join(build, addonName), { force: true }) },
    {
      why: 'it does not load',
      change: (build: string) => writeFileSync(join(build, addonName), 'no library'),
    },
    {
      why: 'it copies other kernels',
      change: (build: string) => writeFileSync(join(build, 'kernels.wasm'), 'other kernels'),
    },
    {
      why: 'its sources have changed',
      change(build: string) {
        mkdirSync(join(build, '..', 'native'));
        writeFileSync(join(build, '..', 'native', 'gemm.hpp'), 'other sources');
      },
    },
    { why: 'it is switched off', change: () => (process.env.NX_CODESIGN_NATIVE = 'off') },
  ])('gives nothing, without a word, where $why', ({ change }) => {
    change(join(folder, 'build'));
    expect(loadNativeAddon(folder)).toBeUndefined();
  });
});
