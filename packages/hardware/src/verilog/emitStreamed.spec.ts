import { interpret, type IntegerProgram } from '@nx-codesign/ir';
import { spawnSync } from 'node:child_process';
import { testWith } from '../../../../tools/testing/testWith';
import { inFolder } from '../__fixtures__/folder';
import { layer, programOf } from '../__fixtures__/networkOf';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomVectors } from '../__fixtures__/randomProgram';
import { buildDesign } from '../design/buildDesign';
import type { Design } from '../design/design';
import { legalReuseFactors } from '../design/inputStream';
import { stimuliHex, vectorHex } from '../design/vectorHex';
import { emitVerilog } from './emitVerilog';

const onIverilog = testWith('iverilog');
const onVerilator = testWith('verilator');

const vectors = 60;
const part = 'xcvu13p-flga2577-2-e';
const weight = { signed: true, integer: 0, fraction: 3 };
const small = { signed: false, integer: 0, fraction: 4 };

/** A set with a mean, an image with zeros around, and random networks; each with one of its factors. */
const cases = [
  [
    programOf(
      [8, 2],
      [
        layer('phi', 'dense', ['input'], { units: 3, weight, bias: weight, output: small }),
        layer('mean', 'aggregate', ['phi'], { function: 'mean', output: small }),
      ],
    ),
    4,
  ] as const,
  [
    programOf(
      [4, 3, 1],
      [
        layer('conv', 'conv2d', ['input'], {
          filters: 2,
          size: [3, 3],
          padding: 'same',
          weight,
          bias: weight,
        }),
      ],
    ),
    12,
  ] as const,
  ...[3, 6, 9, 10, 13, 21].map((seed) => {
    const program = randomLayers(seed);
    const factors = legalReuseFactors(program);
    return [program, factors[factors.length - 1 - (seed % 2)]] as const;
  }),
].filter(([, reuseFactor]) => reuseFactor > 1);

function designOf(program: IntegerProgram, reuseFactor: number): Design {
  return buildDesign(program, { clockPeriodNs: 2.5, part, reuseFactor });
}

/** What the test bench prints, without and with gaps between vectors, and what the compiler says. */
function simulate(
  design: Design,
  files: Record<string, string>,
  { program, expected }: { program: IntegerProgram; expected?: Int32Array },
): { compiled: string; printed: string[] } {
  const x = randomVectors(program, vectors, 3);
  const hex = {
    'stimuli.hex': stimuliHex(x, design),
    'expected.hex': vectorHex(expected ?? interpret(program, x, vectors), design.outputPorts),
  };
  return inFolder({ ...files, ...hex }, (folder) => {
    const run = (command: string, args: string[]) =>
      spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    const compiled = run('iverilog', ['-g2001', '-Wall', '-o', 'sim', ...Object.keys(files)]).stderr;
    const bench = ['sim', '+stimuli=stimuli.hex', '+expected=expected.hex'];
    return {
      compiled,
      printed: ['+gap=0', '+gap=1', '+gap=9'].map((gap) => run('vvp', [...bench, gap]).stdout),
    };
  });
}

describe('the Verilog of a design that takes a vector in several beats', () => {
  onIverilog.each(cases.map(([program, reuseFactor]) => [program.name, reuseFactor, program] as const))(
    'computes what the interpreter does, with and without gaps, and no warnings (iverilog): %s, factor %i',
    (_name, reuseFactor, program) => {
      const design = designOf(program, reuseFactor);
      const { compiled, printed } = simulate(design, emitVerilog(design, { networkHash: 'abc' }), {
        program,
      });
      const pass = `PASS: ${vectors} vectors\n`;
      expect([compiled, ...printed]).toEqual(['', pass, pass, pass]);
    },
    30_000,
  );

  onIverilog.each([
    ['a counter that starts late', / <= start_d\[(\d+)\] \? /, ' <= start_d[$1 + 1] ? '],
    ['a valid that comes early', /assign valid = start_d\[(\d+)\]/, 'assign valid = start_d[$1 - 1]'],
  ])(
    'fails its test bench with %s (iverilog)',
    (_what, pattern, replacement) => {
      const [program, reuseFactor] = cases[1];
      const design = designOf(program, reuseFactor);
      const files = emitVerilog(design, { networkHash: 'abc' });
      const broken = { ...files, 'net.v': files['net.v'].replace(pattern, replacement) };
      for (const printed of simulate(design, broken, { program }).printed) {
        expect(printed).toMatch(new RegExp(`^FAIL: \\d+ of ${vectors} vectors$`, 'm'));
      }
    },
    30_000,
  );

  onIverilog('says so where vectors and results differ in number (iverilog)', () => {
    const [program, reuseFactor] = cases[0];
    const design = designOf(program, reuseFactor);
    const files = emitVerilog(design, { networkHash: 'abc' });
    const expected = interpret(program, randomVectors(program, vectors, 3), vectors).subarray(0, -3);
    for (const printed of simulate(design, files, { program, expected }).printed) {
      expect(printed).toMatch(/^ERROR: stimuli and expected vectors differ in number$/m);
    }
  });

  onVerilator('passes verilator --lint-only -Wall without warnings', () => {
    for (const [program, reuseFactor] of cases) {
      const files = emitVerilog(designOf(program, reuseFactor), { networkHash: 'abc' });
      const names = Object.keys(files).filter((name) => !name.endsWith('_tb.v'));
      inFolder(files, (folder) => {
        const args = ['--lint-only', '-Wall', ...names];
        const { status, stderr } = spawnSync('verilator', args, { cwd: folder, encoding: 'utf8' });
        expect([status, stderr]).toEqual([0, '']);
      });
    }
  });

  it('can be read: when each part runs, and zeros around an image by the phase', () => {
    const [program, reuseFactor] = cases[1];
    const top = emitVerilog(designOf(program, reuseFactor), { networkHash: 'abc' })['net.v'];
    expect(top).toContain(
      '// A vector enters in 12 beats, one per clock; start is 1 with the first beat only.',
    );
    expect(top).toContain('// conv at 12 positions from 0, 0 on: first clocks 4 to');
    expect(top).toContain('// select_4: 1 in phases 2, 5, 8, 11 from clock 4 on\n');
    expect(top).toContain("(select_4 ? 4'd0 : x_d3)");
  });
});
