import { outputFolder } from './outputFolder';

const place = { workspaceRoot: '/work/space', projectName: 'digits' };

describe('outputFolder', () => {
  test.each<[string | undefined, string, string]>([
    [undefined, '/work/space/dist/codesign/digits', 'the default'],
    ['out/digits', '/work/space/out/digits', 'a path from the root'],
    ['./out/../out', '/work/space/out', 'dots that stay inside'],
    ['..out', '/work/space/..out', 'a name that begins with dots'],
  ])('%s is %s: %s', (outputPath: string | undefined, folder: string) => {
    expect(outputFolder({ outputPath }, place)).toBe(folder);
  });

  test.each(['../elsewhere', '/tmp/out', '.', '..', 'a/../../b', '/work/space2/out'])(
    '%s is refused',
    (outputPath) => {
      expect(() => outputFolder({ outputPath }, place)).toThrow(
        /not a folder inside the workspace \/work\/space;/,
      );
    },
  );
});
