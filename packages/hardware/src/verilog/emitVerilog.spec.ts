import { interpret, type IntegerProgram } from '@nx-codesign/ir';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDesign } from '../design/buildDesign';
import type { DesignOptions } from '../design/designOptions';
import { vectorHex } from '../design/vectorHex';
import { testWith } from '../../../../tools/testing/testWith';
import { writeFiles } from '../__fixtures__/folder';
import { chainProgram } from '../__fixtures__/chainProgram';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomProgram, randomVectors } from '../__fixtures__/randomProgram';
import { describeEmitter } from '../emitters/contract';
import { emitVerilog } from './emitVerilog';

const onIverilog = testWith('iverilog');
const onVerilator = testWith('verilator');

const parts = ['xcvu13p-flga2577-2-e', 'ice40hx8k-ct256'];
const clocks = [1, 2, 8];
const vectorCount = 200;

interface Case extends DesignOptions {
  readonly program: IntegerProgram;
}

/** Programs with every kind of operation, on each part and clock: chains, and networks of windows, sets and residuals. */
const cases = Array.from({ length: 20 }, (_, index): Case => ({
  program: index < 12 ? randomProgram(518 + index) : randomLayers(518 + index),
  clockPeriodNs: clocks[index % clocks.length],
  part: parts[index % parts.length],
}));

/** Networks with products of values, in LUTs and in DSP blocks beside multiplications by constants. */
const multiplying = [21, 24, 18, 21, 24, 14].map((seed, index): Case => ({
  program: randomLayers(seed, { products: true }),
  clockPeriodNs: clocks[index % clocks.length],
  part: ['xcvu13p-flga2577-2-e', 'ice40up5k-sg48', 'lfe5u-85f'][index % 3],
  ...(index > 1 && { multipliers: { budget: 6 } }),
}));

function emitted({ program, ...options }: Case): {
  design: ReturnType<typeof buildDesign>;
  files: Record<string, string>;
} {
  const design = buildDesign(program, options);
  return { design, files: emitVerilog(design, { networkHash: '0123abcd' }) };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verilog-'));
  ['verilog', 'vectors'].forEach((name) => mkdirSync(join(folder, name)));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): string[] {
  Object.entries(files).forEach(([path, text]) => writeFileSync(join(folder, 'verilog', path), text));
  return Object.keys(files);
}

function run(command: string, args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(command, args, { cwd: join(folder, 'verilog'), encoding: 'utf8' });
}

function simulate(
  design: ReturnType<typeof buildDesign>,
  files: Record<string, string>,
  program: IntegerProgram,
): string {
  const x = randomVectors(program, vectorCount, 3);
  const y = interpret(program, x, vectorCount);
  writeFileSync(join(folder, 'vectors', 'stimuli.hex'), vectorHex(x, design.inputPorts));
  writeFileSync(join(folder, 'vectors', 'expected.hex'), vectorHex(y, design.outputPorts));
  const compiled = run('iverilog', ['-g2001', '-Wall', '-o', 'sim', ...write(files)]);
  expect([compiled.status, compiled.stderr]).toEqual([0, '']);
  return run('vvp', ['sim']).stdout;
}

describe('emitVerilog', () => {
  it('names tool, network and hash in each file, and no date', () => {
    for (const text of Object.values(emitted(cases[1]).files)) {
      expect(text).toMatch(/^\/\/ nx-codesign: network random_519, hash 0123abcd\n/);
      expect(text).not.toMatch(/20\d\d-\d\d/);
    }
  });

  it('writes an adder graph that can be read: formulas, names of neurons, stages', () => {
    const program = chainProgram(
      'net',
      [0, 1].map(() => ({ low: 0, high: 15 })),
      [
        { kind: 'matvec', layer: 'dense', inputs: 2, outputs: 1, data: [1, -4] },
        { kind: 'relu', layer: 'relu' },
      ],
    );
    const { files } = emitted({ program, clockPeriodNs: 8, part: parts[0] });
    expect(files['dense.v']).toContain('// dense_0 = x_0 - (x_1 << 2), -60 ... 15\n  wire [6:0] dense_0;');
    expect(files['dense.v']).toContain("wire [3:0] relu_0 = dense_0[6] ? 4'd0 : dense_0[3:0];");
  });

  it('emits rows of multipliers and DSP blocks for the networks that multiply', () => {
    const texts = multiplying.map((each) => Object.values(emitted(each).files).join(''));
    const count = (module: string) => texts.filter((text) => text.includes(`  ${module} #(`)).length;
    expect([count('multiply_row'), count('multiply')]).toEqual([3, 4]);
  });

  onIverilog('computes what the interpreter does in iverilog, without warnings', () => {
    for (const each of [...cases, ...multiplying]) {
      const { design, files } = emitted(each);
      expect(simulate(design, files, each.program)).toContain(`PASS: ${vectorCount} vectors`);
    }
  });

  onIverilog('fails its test bench in iverilog if one constant of one adder is wrong', () => {
    const program = chainProgram(
      'net',
      [{ low: 0, high: 15 }],
      [
        { kind: 'matvec', layer: 'dense', inputs: 1, outputs: 1, data: [3] },
        { kind: 'add', layer: 'dense', constant: [5] },
      ],
    );
    const { design, files } = emitted({ program, clockPeriodNs: 8, part: parts[0] });
    const broken = {
      ...files,
      'adders.v': files['adders.v'].replace(/assign y = (.*);/g, "assign y = ($1) ^ 1'b1;"),
    };
    expect(simulate(design, broken, program)).toMatch(/FAIL: \d+ of 200 vectors/);
  });

  onVerilator('passes verilator --lint-only -Wall without warnings', () => {
    for (const each of [...cases, ...multiplying]) {
      const names = write(emitted(each).files).filter((name) => !name.endsWith('_tb.v'));
      const { status, stderr } = run('verilator', ['--lint-only', '-Wall', ...names]);
      expect([status, stderr]).toEqual([0, '']);
    }
  });
});

describeEmitter('verilog', {
  emit: (program, options) => emitVerilog(buildDesign(program, options), options),
  tool: 'iverilog',
  build({ program, options, folder }) {
    const { inputPorts, outputPorts } = buildDesign(program, options);
    const inside = { cwd: folder, encoding: 'utf8' } as const;
    const sources = readdirSync(folder);
    expect(spawnSync('iverilog', ['-g2001', '-o', 'bench.vvp', ...sources], inside)).toMatchObject({
      status: 0,
      stderr: '',
    });
    return ({ stimuli, expected }) => {
      writeFiles(folder, {
        'stimuli.hex': vectorHex(stimuli, inputPorts),
        'expected.hex': vectorHex(expected, outputPorts),
      });
      const files = ['+stimuli=stimuli.hex', '+expected=expected.hex'];
      const { stdout } = spawnSync('vvp', ['bench.vvp', ...files], inside);
      return /^PASS: \d+ vectors$/m.test(stdout) ? 'pass' : /^FAIL: /m.test(stdout) ? 'fail' : 'error';
    };
  },
});
