import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { configFields, stageInputs, stageNames } from '@nx-codesign/pipeline';
import { createNodesV2 } from './plugin';

/** Infers the projects of a new workspace that holds these files. */
async function inferred(files: Record<string, string>, configFile: string) {
  const workspaceRoot = mkdtempSync(join(tmpdir(), 'infer-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
    writeFileSync(join(workspaceRoot, path), text);
  }
  const [, infer] = createNodesV2;
  const [[, result]] = await infer([configFile], undefined, { workspaceRoot, nxJsonConfiguration: {} });
  rmSync(workspaceRoot, { recursive: true });
  return result.projects ?? {};
}

describe('inference from codesign.json', () => {
  it('gives a folder with nothing but codesign.json a project of its name with all eight targets', async () => {
    const projects = await inferred({ 'models/jets/codesign.json': '{}' }, 'models/jets/codesign.json');
    expect(projects['models/jets']?.name).toBe('jets');
    expect(Object.keys(projects['models/jets']?.targets ?? {})).toEqual([...stageNames]);
  });

  it('leaves the name to package.json or project.json where there is one', async () => {
    const files = { 'jets/codesign.json': '{}', 'jets/package.json': '{"name":"@org/jets"}' };
    const projects = await inferred(files, 'jets/codesign.json');
    expect(projects['jets']).not.toHaveProperty('name');
  });

  it.each(stageNames)(
    'gives %s its own slice of the config, its inputs and constant options',
    async (stage) => {
      const projects = await inferred({ 'a/codesign.json': '{"seed": 5}' }, 'a/codesign.json');
      const target = projects['a']?.targets?.[stage];
      expect(target).toMatchObject({ executor: `nx-codesign:${stage}`, cache: true });
      expect(target).not.toHaveProperty('options');
      expect(target?.dependsOn).toEqual([...stageInputs[stage]]);
      expect(target?.inputs).toContainEqual({
        json: '{projectRoot}/codesign.json',
        fields: configFields(stage),
      });
      expect(target?.inputs).toContainEqual({
        runtime: expect.stringMatching(/configDigest.* "a"$/) as string,
      });
      expect(target?.outputs).toEqual([`{workspaceRoot}/dist/codesign/{projectName}/${stage}`]);
    },
  );

  it.each(stageNames)('asks for the engine of %s if it trains, and never else', async (stage) => {
    const projects = await inferred({ 'a/codesign.json': '{}' }, 'a/codesign.json');
    const asked = JSON.stringify(projects['a']?.targets?.[stage]?.inputs).includes('engineDigest');
    expect(asked).toBe(['search', 'local-search', 'qat', 'prune'].includes(stage));
  });

  it('reads outputPath behind a byte order mark', async () => {
    const projects = await inferred({ 'a/codesign.json': '\uFEFF{"outputPath":"out"}' }, 'a/codesign.json');
    expect(projects['a']?.targets?.['qat']?.outputs).toEqual(['{workspaceRoot}/out/qat']);
  });

  it('gives the same targets whatever the config says, so that no stage key enters another stage hash', async () => {
    const one = await inferred({ 'a/codesign.json': '{"search":{"trials":1}}' }, 'a/codesign.json');
    const two = await inferred({ 'a/codesign.json': 'not json' }, 'a/codesign.json');
    const paths = (projects: object) => JSON.stringify(projects).replaceAll(/infer-\w+/g, '');
    expect(paths(two)).toBe(paths(one));
  });

  it.each([
    { outputPath: 'out/jets', output: '{workspaceRoot}/out/jets/qat' },
    { outputPath: 'a..b', output: '{workspaceRoot}/a..b/qat' },
    { outputPath: './out/../b', output: '{workspaceRoot}/b/qat' },
    { outputPath: '../outside', output: '{workspaceRoot}/dist/codesign/{projectName}/qat' },
    { outputPath: 'a', output: '{workspaceRoot}/dist/codesign/{projectName}/qat' },
    { outputPath: 'a/out', output: '{workspaceRoot}/a/out/qat' },
    { outputPath: '/tmp/outside', output: '{workspaceRoot}/dist/codesign/{projectName}/qat' },
  ])('takes outputPath $outputPath for $output', async ({ outputPath, output }) => {
    const projects = await inferred({ 'a/codesign.json': JSON.stringify({ outputPath }) }, 'a/codesign.json');
    expect(projects['a']?.targets?.['qat']?.outputs).toEqual([output]);
  });
});

describe('inference of a search by islands', () => {
  const study = (algorithm: object) => ({ 'a/codesign.json': JSON.stringify({ search: { algorithm } }) });
  const targetsOf = async (algorithm: object) => {
    const projects = await inferred(study(algorithm), 'a/codesign.json');
    const targets = projects['a']?.targets ?? {};
    const text = JSON.stringify(targets).replaceAll(/infer-\w+/g, '');
    return JSON.parse(text) as typeof targets;
  };
  const shards = ['search--r0-i0', 'search--r0-i1', 'search--r1-i0', 'search--r1-i1'];

  it('gives each island of each round a target; rounds depend on the one before, the search on all', async () => {
    const targets = await targetsOf({ islands: 2, rounds: 2 });
    expect(Object.keys(targets)).toEqual([...shards, ...stageNames]);
    expect(shards.map((name) => targets[name]?.dependsOn)).toEqual([
      ['dataset'],
      ['dataset'],
      ['dataset', 'search--r0-i0', 'search--r0-i1'],
      ['dataset', 'search--r0-i0', 'search--r0-i1'],
    ]);
    expect(targets['search']?.dependsOn).toEqual(['dataset', ...shards]);
    expect(targets['search--r1-i0']).toMatchObject({
      executor: 'nx-codesign:search-shard',
      cache: true,
      options: { round: 1, island: 0 },
      outputs: ['{workspaceRoot}/dist/codesign/{projectName}/search--r1-i0'],
    });
    expect(targets['search--r1-i0']?.inputs).toContainEqual({
      dependentTasksOutputFiles: '**/!(run).*',
      transitive: true,
    });
    expect(targets['search--r1-i0']?.inputs).toContainEqual({
      runtime: expect.stringMatching(/budgetDigest.* "a"$/) as string,
    });
  });

  it('leaves the targets of finished shards as they are when rounds, islands or trials grow', async () => {
    const before = await targetsOf({ islands: 2, rounds: 2, trials: 64 });
    const rounds = await targetsOf({ islands: 2, rounds: 3, trials: 96 });
    for (const name of shards) expect(rounds[name]).toEqual(before[name]);
    const islands = await targetsOf({ islands: 3, rounds: 2, trials: 96 });
    for (const name of shards.slice(0, 2)) expect(islands[name]).toEqual(before[name]);
  });

  it.each([
    {},
    { islands: 1, rounds: 1 },
    { islands: 0 },
    { islands: 65 },
    { islands: '2' },
    { rounds: 1.5 },
    { rounds: null },
  ])('gives no shards for %j', async (algorithm) => {
    expect(Object.keys(await targetsOf(algorithm))).toEqual([...stageNames]);
  });
});
