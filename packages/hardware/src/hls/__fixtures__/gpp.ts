import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const hasGpp = spawnSync('g++', ['--version']).status === 0;

/** `test` where g++ is there, else a test that is skipped and says why. */
export const testWithGpp: jest.It = hasGpp
  ? test
  : (Object.assign((title: string) => test.skip(`${title} (g++ is missing)`, () => undefined), {
      each: test.skip.each,
    }) as unknown as jest.It);

/** Writes files into a new folder, calls `use` with it and removes it. */
export function inFolder<T>(files: Readonly<Record<string, string>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'nx-codesign-hls-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the project's own build script. */
export function build(folder: string): void {
  execFileSync('sh', ['build.sh'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a program in the folder; never throws on its exit code. */
export function run(folder: string, program: string, parameters: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(join(folder, program), parameters, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** One vector a line, integers separated by spaces. */
export function vectorLines(integers: Int32Array, elements: number): string {
  const lines: string[] = [];
  for (let i = 0; i < integers.length; i += elements) lines.push(integers.subarray(i, i + elements).join(' '));
  return lines.map((line) => `${line}\n`).join('');
}

export function readIntegers(folder: string, path: string): number[] {
  return readFileSync(join(folder, path), 'utf8').split(/\s+/).filter(Boolean).map(Number);
}

/** The headers of an installed Vitis HLS where XILINX_HLS names its folder. */
export const vitisHeaders = process.env.XILINX_HLS && join(process.env.XILINX_HLS, 'include');

/** Compiles `<name>.cpp` against the headers in a folder. */
export function compile(folder: string, name: string, headers = 'ap_types'): void {
  const parameters = ['-std=c++14', '-O0', '-I', headers, `${name}.cpp`, '-o', name];
  execFileSync('g++', parameters, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}
