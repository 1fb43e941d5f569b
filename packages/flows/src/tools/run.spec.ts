import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { run, tailOf } from './run';
import { inTemporaryFolder } from './temporaryFolder';

const node = process.execPath;

interface Call {
  readonly file?: string;
  readonly args: readonly string[];
  readonly timeoutMs?: number;
}

describe('run', () => {
  it('gives what the program wrote, with standard input fed to it', async () => {
    const script =
      'process.stdin.on("data", (d) => process.stdout.write(d)); process.stderr.write("note\\n")';
    expect(await run(node, ['-e', script], { input: 'hello\n' })).toEqual({
      stdout: 'hello\n',
      stderr: 'note\n',
    });
  });

  it('runs in the folder and with the variables it is given', async () => {
    const script = 'process.stdout.write(process.cwd() + " " + process.env.PLACE)';
    const { stdout } = await run(node, ['-e', script], { cwd: '/', env: { PLACE: 'here' } });
    expect(stdout).toBe('/ here');
  });

  const missing = 'codesign-no-such-program';
  it.each([
    ['flows.toolMissing', { file: missing, args: [] }, /could not be started \(ENOENT\)/],
    ['flows.toolFailed', { args: ['-e', 'console.error("why"); process.exit(3)'] }, /with code 3: why/],
    ['flows.toolFailed', { args: ['-e', 'process.kill(process.pid, "SIGKILL")'] }, /by signal SIGKILL/],
    ['flows.toolTimeout', { args: ['-e', 'setInterval(() => {}, 9)'], timeoutMs: 300 }, /within 300 ms/],
  ])('throws %s for %j', async (code, { file = node, args, timeoutMs }: Call, message) => {
    const expected = { code, message: expect.stringMatching(message) };
    await expect(run(file, args, { timeoutMs })).rejects.toMatchObject(expected);
  });

  it.each([
    ['flows.cancelled', () => ({ signal: AbortSignal.timeout(300) })],
    ['flows.toolTimeout', () => ({ timeoutMs: 300 })],
  ])('ends the program and what it has started (%s)', async (code, options) => {
    await inTemporaryFolder({}, async (folder) => {
      const late = `setTimeout(() => require('fs').writeFileSync('late', ''), 1000)`;
      const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(late)}]); setInterval(() => {}, 9)`;
      await expect(run(node, ['-e', script], { cwd: folder, ...options() })).rejects.toMatchObject({ code });
      await setTimeout(1200);
      await expect(access(join(folder, 'late'))).rejects.toThrow('ENOENT');
    });
  });
});

describe('tailOf', () => {
  it('keeps the last 20 lines', () => {
    const lines = Array.from({ length: 50 }, (_, i) => `line ${i}`);
    expect(tailOf(lines.join('\n'))).toBe(lines.slice(30).join('\n'));
  });

  it('keeps the last 2000 characters of a long line', () => {
    expect(tailOf(`${'a'.repeat(5000)}end`)).toBe(`...${'a'.repeat(1997)}end`);
  });

  it('says so if there was no output', () => {
    expect(tailOf(' \n')).toBe('(no output)');
  });
});
