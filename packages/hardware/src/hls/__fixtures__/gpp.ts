import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testWith } from '../../../../../tools/testing/testWith';

export { inFolder } from '../../__fixtures__/folder';

export const testWithGpp = testWith('g++');

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
