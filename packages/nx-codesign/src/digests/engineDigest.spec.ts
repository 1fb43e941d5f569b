import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestCommand } from '../targets/digestCommand';

describe('the digest of the engine', () => {
  const workspaceRoot = join(__dirname, '../../../..');
  const project = mkdtempSync(join(tmpdir(), 'engine-'));
  afterAll(() => rmSync(project, { recursive: true }));
  const printed = (study: string) => {
    writeFileSync(join(project, 'codesign.json'), study);
    const command = digestCommand({ program: 'engineDigest', argument: project, workspaceRoot });
    return execFileSync(command, { shell: true, cwd: workspaceRoot, encoding: 'utf8' });
  };

  it.each(['{}', '{ "engine": "wasm" }', 'torn'])('of %s is the name of our own', (study) => {
    expect(printed(study)).toBe('wasm\n');
  });

  it('names the package of TensorFlow.js and its version, or says that none is installed', () => {
    expect(printed('{ "engine": "tfjs" }')).toMatch(
      /^tfjs (\d+-@tensorflow\/tfjs(-node)? \d+\.\d+\.\d+|.*not installed.*)\n$/,
    );
  });
});
