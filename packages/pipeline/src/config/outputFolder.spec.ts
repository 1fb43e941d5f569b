import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputFolder } from './outputFolder';

const place = {
  workspaceRoot: '/work/space',
  projectRoot: '/work/space/models/digits',
  projectName: 'digits',
};

describe('outputFolder', () => {
  test.each<[string | undefined, string, string]>([
    [undefined, '/work/space/dist/codesign/digits', 'the default'],
    ['out/digits', '/work/space/out/digits', 'a path from the root'],
    ['./out/../out', '/work/space/out', 'dots that stay inside'],
    ['models/digits/out', '/work/space/models/digits/out', 'a folder of the project'],
    ['models/digits2', '/work/space/models/digits2', 'a folder beside the project with a longer name'],
    ['..out', '/work/space/..out', 'a name that begins with dots'],
  ])('%s is %s: %s', (outputPath: string | undefined, folder: string) => {
    expect(outputFolder({ outputPath }, place)).toBe(folder);
  });

  test.each([
    '../elsewhere',
    '/tmp/out',
    '.',
    '..',
    'a/../../b',
    '/work/space2/out',
    'models/digits',
    'models',
  ])('%s is refused', (outputPath) => {
    expect(() => outputFolder({ outputPath }, place)).toThrow(
      /must be a folder inside the workspace \/work\/space that .*Name another/,
    );
  });

  describe('through links', () => {
    let root: string;
    beforeEach(() => {
      root = realpathSync(mkdtempSync(join(tmpdir(), 'output-')));
      mkdirSync(join(root, 'space/models/digits'), { recursive: true });
      mkdirSync(join(root, 'space/dist'));
      mkdirSync(join(root, 'elsewhere'));
    });
    afterEach(() => rmSync(root, { recursive: true }));

    const outputAt = (link: string, target: string, outputPath: string) => {
      symlinkSync(join(root, target), join(root, 'space', link));
      const workspaceRoot = join(root, 'space');
      const projectRoot = join(workspaceRoot, 'models/digits');
      return outputFolder({ outputPath }, { workspaceRoot, projectRoot, projectName: 'digits' });
    };

    test.each<[string, string, string]>([
      ['elsewhere', 'lnk/out', 'out of the workspace, to a folder that does not exist yet'],
      ['elsewhere', 'lnk', 'out of the workspace'],
      ['space', 'lnk', "to the workspace's root"],
      ['space/models', 'lnk/digits', "to the project's folder"],
      ['space/models', 'lnk', "to a folder that holds the project's"],
    ])('a link to %s makes %s lead %s: refused', (target, outputPath) => {
      expect(() => outputAt('lnk', target, outputPath)).toThrow(
        expect.objectContaining({ code: 'config.outputPath', message: expect.stringContaining(root) }),
      );
    });

    test('a link inside the workspace is kept', () => {
      expect(outputAt('lnk', 'space/dist', 'lnk/out')).toBe(join(root, 'space/lnk/out'));
    });
  });
});
