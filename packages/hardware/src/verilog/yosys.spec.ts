import { spawnSync } from 'node:child_process';
import { buildDesign } from '../design/buildDesign';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomProgram } from '../__fixtures__/randomProgram';
import { emitVerilog } from './emitVerilog';

/** Reads the design on standard input with Yosys in a process of its own (an ES module); prints what it warns of. */
const script = `
  import { runYosys } from '@yowasp/yosys';
  import { readFileSync } from 'node:fs';
  const { top, files } = JSON.parse(readFileSync(0, 'utf8'));
  const commands = 'read_verilog ' + Object.keys(files).join(' ') + '; hierarchy -check -top ' + top + '; proc; check -assert';
  const text = (bytes) => bytes && process.stdout.write(bytes);
  await runYosys(['-q', '-p', commands], files, { stdout: text, stderr: text });
`;

describe('the Verilog of a design', () => {
  it('is read and checked by Yosys without a word', () => {
    const kinds = new Set<string>();
    const options = { clockPeriodNs: 2, part: 'xcvu13p-flga2577-2-e' };
    const designs = [521, 525].map((seed) => buildDesign(randomProgram(seed), options));
    const streamed = buildDesign(randomLayers(13), { ...options, reuseFactor: 6 });
    const products = [undefined, { budget: 6 }].map((multipliers) =>
      buildDesign(randomLayers(18, { products: true }), { ...options, multipliers }),
    );
    for (const design of [...designs, streamed, ...products]) {
      const all = Object.entries(emitVerilog(design, { networkHash: 'hash' }));
      const files = Object.fromEntries(all.filter(([path]) => !path.endsWith('_tb.v')));
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: __dirname,
        input: JSON.stringify({ top: design.name, files }),
        encoding: 'utf8',
      });
      expect([status, stdout, stderr]).toEqual([0, '', '']);
      design.modules.forEach(({ graph }) => graph.nodes.forEach(({ kind }) => kinds.add(kind)));
    }
    expect([...kinds].sort()).toEqual([
      'blockSum',
      'clamp',
      'constant',
      'input',
      'leaky',
      'product',
      'register',
      'row',
      'slice',
      'sum',
      'table',
    ]);
  }, 120_000);
});
