import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool } from '@nx-codesign/flows';
import { busWidth, type DesignDescription } from '@nx-codesign/hardware';
import { childSeconds } from './childSeconds';

export type VerilatorRun =
  { readonly compileSeconds: number; readonly vectorsPerSecond: number } | { readonly missing: string };

interface Job {
  readonly files: Readonly<Record<string, string>>;
  readonly description: DesignDescription;
  /** Vectors to clock through. */
  readonly count: number;
}

/**
 * Compiles the Verilog of a design with Verilator (one thread, -O3) and clocks it `count` times, each time with another
 * input. By CPU time; the start of the program is in it.
 */
export async function runVerilator({ files, description, count }: Job): Promise<VerilatorRun> {
  const tool = await findTool('verilator');
  if (tool === undefined) return { missing: 'verilator' };
  const folder = mkdtempSync(join(tmpdir(), 'bench-gates-'));
  try {
    for (const name of description.files) writeFileSync(join(folder, name), files[name]);
    writeFileSync(join(folder, 'main.cpp'), mainOf(description, count));
    const flags = ['--cc', '--exe', '--build', '-O3', '--x-assign', 'fast', '-Wno-fatal', '-CFLAGS', '-O3'];
    const sources = ['--top-module', description.top, 'main.cpp', ...description.files];
    const compileSeconds = cpuSeconds(folder, [tool.path, ...flags, ...sources]);
    const seconds = cpuSeconds(folder, [join(folder, 'obj_dir', `V${description.top}`)]);
    return { compileSeconds, vectorsPerSecond: count / seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** CPU time of a command and its children. */
function cpuSeconds(folder: string, command: readonly string[]): number {
  const script = '"$0" "$@" > output.log 2>&1 && times';
  const options = { cwd: folder, encoding: 'utf8' } as const;
  return childSeconds(execFileSync('bash', ['-c', script, ...command], options));
}

const wordBits = 32;
const wideBits = 64;

/** Every cycle the input is multiplied and shifted on, the output added up so that it is computed. */
function mainOf({ top, inputPorts, outputPorts }: DesignDescription, count: number): string {
  const words = (bits: number) => Math.ceil(bits / wordBits);
  const [inputBits, outputBits] = [busWidth(inputPorts), busWidth(outputPorts)];
  const fill =
    inputBits > wideBits
      ? `for (int i = 0; i < ${words(inputBits)}; i++) { state = state * 1664525u + 1013904223u; top.x[i] = state; }
    top.x[${words(inputBits) - 1}] &= ${lastMask(inputBits)}u;`
      : `state = state * 1664525u + 1013904223u; top.x = state & ${lastMask(inputBits)}u;`;
  const read = outputBits > wideBits ? 'sum += top.y[0];' : 'sum += top.y;';
  return `#include "V${top}.h"
#include <cstdio>
int main() {
  V${top} top;
  unsigned state = 1;
  unsigned long sum = 0;
  for (int cycle = 0; cycle < ${count}; cycle++) {
    ${fill}
    top.clk = 0; top.eval();
    top.clk = 1; top.eval();
    ${read}
  }
  std::printf("%lu\\n", sum);
}
`;
}

/** The bits of the last word of a port. */
function lastMask(bits: number): number {
  const used = bits % wordBits;
  return used === 0 || bits < wordBits ? 2 ** Math.min(bits, wordBits) - 1 : 2 ** used - 1;
}
