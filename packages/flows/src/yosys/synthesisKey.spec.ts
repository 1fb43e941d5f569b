import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SynthesisJob } from './job';
import { resultVersion, synthesisKey, yosysVersion } from './synthesisKey';

const job: SynthesisJob = {
  top: 'a',
  files: { 'a.v': 'module a; endmodule', 'adders.v': '' },
  family: 'xcup',
};

describe('synthesisKey', () => {
  it('is a SHA-256 and the same for the same job, in whatever order its files are', () => {
    expect(synthesisKey(job)).toMatch(/^[0-9a-f]{64}$/);
    const reversed = Object.fromEntries(Object.entries(job.files).reverse());
    expect(synthesisKey({ ...job, files: reversed })).toBe(synthesisKey(job));
  });

  it('does not depend on the portable adders, which the flow replaces', () => {
    expect(synthesisKey({ ...job, files: { ...job.files, 'adders.v': '// other' } })).toBe(synthesisKey(job));
  });

  it('does not depend on comments, but on text in quotes that looks like one', () => {
    const keyOf = (text: string) => synthesisKey({ ...job, files: { 'a.v': text } });
    expect(keyOf('module a; // hash 2\nendmodule')).toBe(keyOf('module a; // hash 1\nendmodule'));
    const display = (text: string) => `module a; initial $display("//${text}"); endmodule`;
    expect(keyOf(display('1'))).not.toBe(keyOf(display('2')));
  });

  it.each<[string, SynthesisJob]>([
    ['top', { ...job, top: 'b' }],
    ['family', { ...job, family: 'xc7' }],
    ['text of a file', { ...job, files: { ...job.files, 'a.v': 'module a; endmodule ' } }],
    ['name of a file', { ...job, files: { 'b.v': job.files['a.v'], 'adders.v': '' } }],
    ['use of the adders', { ...job, files: { 'a.v': job.files['a.v'] } }],
    ['library files', { ...job, libraryFiles: { 'c.v': 'module c; endmodule' } }],
  ])('changes with the %s', (_what, changed) => {
    expect(synthesisKey(changed)).not.toBe(synthesisKey(job));
  });

  it('of what wires black boxes changes with their ports, not with their insides', () => {
    const box = (port: string, inside: string) =>
      synthesisKey({
        ...job,
        libraryFiles: { 'c.v': `// hash\nmodule c (\n  input wire ${port}\n);\n  ${inside}\nendmodule\n` },
      });
    expect(box('x', 'wire a = x;')).toBe(box('x', 'wire b = ~x;\n  wire c = b;'));
    expect(box('x', 'wire a = x;')).not.toBe(box('y', 'wire a = x;'));
  });

  it('changes with the version of the tool and with that of the result', () => {
    const versions = { tool: yosysVersion, result: resultVersion };
    expect(synthesisKey(job, versions)).toBe(synthesisKey(job));
    expect(synthesisKey(job, { ...versions, tool: '0.56.1' })).not.toBe(synthesisKey(job));
    expect(synthesisKey(job, { ...versions, result: resultVersion + 1 })).not.toBe(synthesisKey(job));
  });

  it('names the version of Yosys that is installed', () => {
    const [main] = require.resolve.paths('@yowasp/yosys')!.flatMap((folder) => {
      try {
        return [readFileSync(join(folder, '@yowasp/yosys/package.json'), 'utf8')];
      } catch {
        return [];
      }
    });
    expect(JSON.parse(main)).toHaveProperty('version', yosysVersion);
    const own = JSON.parse(readFileSync(join(dirname(dirname(__dirname)), 'package.json'), 'utf8'));
    expect(own.dependencies['@yowasp/yosys']).toBe(yosysVersion);
  });
});
