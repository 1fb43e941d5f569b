import { codeIdentity, codeParts } from './identity';

describe('the identity of the code that trains', () => {
  const parts = codeParts();

  test.each([
    ['what a network is and how it is computed', '@nx-codesign/ir/src/trace.ts'],
    ['how it is trained', '@nx-codesign/train/src/training/train.ts'],
    ['the kernels as they were built', '@nx-codesign/train/build/kernels.wasm'],
    ['the native kernels, by their sources', '@nx-codesign/train/native/gemm.hpp'],
    ['the flags that these are compiled with', '@nx-codesign/train/scripts/nativeSources.cjs'],
    ['what is trained and from which start', 'pipeline/jobs/trainNetwork'],
    ['what is remembered of a run', 'pipeline/records/training'],
    ['how a run becomes a record', 'pipeline/trials/trainer'],
  ])('%s is part of it', (_, name) => {
    expect(parts[name]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the version of the source of random numbers is part of it', () => {
    expect(parts['pure-rand']).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('whether native kernels are built here is not', () => {
    expect(Object.keys(parts).filter((name) => /\.node/.test(name))).toEqual([]);
  });

  test('tests and type declarations are not, and it is the same at every call', () => {
    expect(Object.keys(parts).filter((name) => /\.(spec|d)\.ts$/.test(name))).toEqual([]);
    expect(codeIdentity()).toBe(codeIdentity());
  });
});
