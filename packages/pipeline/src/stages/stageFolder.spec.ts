import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';

let study: TestStudy;
beforeEach(() => (study = makeTestStudy()));
afterEach(() => rmSync(study.root, { recursive: true }));

const run = { output: 'out', cache: 'cache', workers: 1 };

describe("a stage's folder", () => {
  test("that holds a user's files is refused before any work, and the files stay", async () => {
    mkdirSync(join(study.root, 'out/dataset'), { recursive: true });
    writeFileSync(join(study.root, 'out/dataset/train-images'), 'mine');
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    await expect(runStages(study, ['dataset'], { ...run, log })).rejects.toMatchObject({
      code: 'artefacts.foreign',
      message: expect.stringContaining(join(study.root, 'out/dataset')),
    });
    expect(readdirSync(join(study.root, 'out/dataset'))).toEqual(['train-images']);
    expect(lines).toEqual([]);
  });

  test.each([0, -2, 1.5])('stays as it is if the number of workers is %p', async (workers) => {
    await runStages(study, ['dataset'], run);
    await expect(runStages(study, ['dataset'], { ...run, workers })).rejects.toMatchObject({
      code: 'workers.invalid',
    });
    expect(readdirSync(join(study.root, 'out/dataset'))).toContain('run.json');
  });

  test('is written anew by the next run', async () => {
    await runStages(study, ['dataset', 'dataset'], run);
    expect(readdirSync(join(study.root, 'out/dataset'))).toContain('run.json');
  });

  test('is named from the root of the workspace, since Nx replays the lines in other clones', async () => {
    const lines: string[] = [];
    await runStages(study, ['dataset'], { ...run, log: (line) => lines.push(line) });
    expect(lines.at(-1)).toBe('dataset: out/dataset');
    expect(lines.filter((line) => line.includes(study.root))).toEqual([]);
  });
});
