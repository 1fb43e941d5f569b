import { createHash } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { findTool, parseVersion } from './findTool';
import { inTemporaryFolder } from './temporaryFolder';

describe('findTool', () => {
  it('gives the path and version of the first executable of that name on the path', async () => {
    const files = {
      'a/tool': 'not executable',
      'b/tool': '#!/bin/sh\necho "tool version 1.2.3"\n',
      'c/tool': '#!/bin/sh\necho 9.9\n',
    };
    await inTemporaryFolder(files, async (folder) => {
      await chmod(join(folder, 'b/tool'), 0o755);
      await chmod(join(folder, 'c/tool'), 0o755);
      const searchPath = ['missing', 'a', 'b', 'c'].map((name) => join(folder, name)).join(delimiter);
      expect(await findTool('tool', searchPath)).toEqual({ path: join(folder, 'b/tool'), version: '1.2.3' });
    });
  });

  it('takes a tool that refuses to tell its version, and names it by its content', async () => {
    const text = '#!/bin/sh\nexit 1\n';
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
    await inTemporaryFolder({ tool: text }, async (folder) => {
      await chmod(join(folder, 'tool'), 0o755);
      const version = `unknown-${digest}`;
      expect(await findTool('tool', folder)).toEqual({ path: join(folder, 'tool'), version });
      await writeFile(join(folder, 'tool'), `${text}\n`);
      expect((await findTool('tool', folder))?.version).not.toBe(version);
    });
  });

  it('gives undefined where the tool is not on the path', async () => {
    expect(await findTool('g++', '/nonexistent')).toBeUndefined();
    expect(await findTool('g++', '')).toBeUndefined();
  });
});

describe('parseVersion', () => {
  it.each([
    ['g++ (Debian 12.2.0-14) 12.2.0\nCopyright', '12.2.0'],
    ['Icarus Verilog version 11.0 (stable) ()', '11.0'],
    ['Verilator 5.006 2023-01-22 rev (Debian 5.006-3)', '5.006'],
    ['Yosys 0.23 (git sha1 7ce5011c24b)', '0.23-7ce5011c24b'],
    ['Yosys 0.38+46 (git sha1 39fea32c6, gcc 11.4.0 -fPIC -Os)', '0.38+46-39fea32c6'],
    ['nextpnr-ice40 -- Next Generation Place and Route (Version 0.4-1+b1)', '0.4-1+b1'],
    [
      '"nextpnr-ecp5" -- Next Generation Place and Route (Version nextpnr-0.7-46-g5e53a182)',
      '0.7-46-g5e53a182',
    ],
    ['"nextpnr-ice40" -- Next Generation Place and Route (Version nextpnr-0.10)', '0.10'],
    ['Project Trellis ecppack Version 1.4-82-g3afe7b5', '1.4-82-g3afe7b5'],
    ['Vivado v2023.2 (64-bit)', '2023.2'],
    ['no number here', undefined],
  ])('reads %j as %s', (text, version) => {
    expect(parseVersion(text)).toBe(version);
  });
});
