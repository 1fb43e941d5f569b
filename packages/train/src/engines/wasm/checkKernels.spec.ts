import { copyFileSync, cpSync, mkdirSync, mkdtempSync, appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkKernels } from './checkKernels';
import { loadKernelModule } from './wasmModule';

const ownFolder = join(__dirname, '..', '..', '..');
const stale = expect.objectContaining({
  code: 'engine.kernelsStale',
  message: expect.stringContaining("run 'npm run prepare'"),
});

describe('checkKernels', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kernels-'));
    cpSync(join(ownFolder, 'assembly'), join(folder, 'assembly'), { recursive: true });
    mkdirSync(join(folder, 'build'));
    copyFileSync(join(ownFolder, 'build', 'kernels.sha256'), join(folder, 'build', 'kernels.sha256'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes kernels that the build script stamped with these sources', () => {
    expect(() => checkKernels(folder)).not.toThrow();
  });

  it.each([
    { why: 'a changed source', change: () => appendFileSync(join(folder, 'assembly', 'adam.ts'), '\n') },
    { why: 'a new source', change: () => writeFileSync(join(folder, 'assembly', 'new.ts'), '') },
    { why: 'a source that is gone', change: () => rmSync(join(folder, 'assembly', 'adam.ts')) },
    { why: 'no stamp', change: () => rmSync(join(folder, 'build', 'kernels.sha256')) },
  ])('refuses kernels after $why', ({ change }) => {
    change();
    expect(() => checkKernels(folder)).toThrow(stale);
  });

  it('is asked before any kernel is compiled', () => {
    copyFileSync(join(ownFolder, 'build', 'kernels.wasm'), join(folder, 'build', 'kernels.wasm'));
    expect(loadKernelModule(folder).hash).toBe(loadKernelModule().hash);
    appendFileSync(join(folder, 'assembly', 'adam.ts'), '\n');
    expect(() => loadKernelModule(folder)).toThrow(stale);
  });

  it('does not check a published package, which has no sources', () => {
    rmSync(join(folder, 'assembly'), { recursive: true });
    rmSync(join(folder, 'build', 'kernels.sha256'));
    expect(() => checkKernels(folder)).not.toThrow();
  });
});
