import { stageNames, type StageName } from '@nx-codesign/pipeline/stage-graph';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { externalsOf, librariesOf, sourceInputs } from './sourceInputs';

const packagesFolder = resolve(__dirname, '../../..');
const pipeline = join(packagesFolder, 'pipeline/src');
const jobsFile = join(pipeline, 'threads/jobs.ts');

const dependenciesOf = (name: string): string[] => {
  const text = readFileSync(join(packagesFolder, name, 'package.json'), 'utf8');
  return Object.keys((JSON.parse(text) as { dependencies?: object }).dependencies ?? {});
};
const siblingOf = (name: string) => /^@nx-codesign\/([^/]+)/.exec(name)?.[1];

/** What a file imports while it runs: no types. A file that posts a job runs the job's file too, by the table of jobs. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const statements = [...text.matchAll(/^(?:import|export)\s+(?!type\b)([^;']*?)\s*from\s*'([^']+)'/gms)];
  const imported = statements
    .filter(([, names]) => !/^\{(\s*type\s[^,}]+,?)*\s*\}$/.test(names))
    .map(([, , from]) => (from.startsWith('.') ? fileOf(file, from) : from));
  const posted = [...text.matchAll(/\.run\(\s*'(\w+)'/g)].map(([, job]) => {
    const [, from] = new RegExp(`import \\{ ${job} \\} from '([^']+)'`).exec(readFileSync(jobsFile, 'utf8'))!;
    return fileOf(jobsFile, from);
  });
  return [...imported, ...posted];
}

function fileOf(importer: string, from: string): string {
  const path = resolve(dirname(importer), from);
  return existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts');
}

/** Our packages that a stage reaches: by the imports of its files, then by what those packages depend on. */
function reached(stage: StageName): string[] {
  const camel = stage.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const files = [join(pipeline, 'stages', `${camel}.ts`)];
  const packages = new Set<string>();
  for (const file of files) {
    for (const found of importsOf(file)) {
      const sibling = siblingOf(found);
      if (sibling) packages.add(sibling);
      else if (found.startsWith(packagesFolder) && !files.includes(found)) files.push(found);
    }
  }
  for (const name of packages) {
    dependenciesOf(name).forEach((each) => siblingOf(each) && packages.add(siblingOf(each)!));
  }
  return [...packages].sort();
}

describe('the sources behind a stage', () => {
  it.each(stageNames)('%s names the packages that its imports and its jobs reach, no other', (stage) => {
    expect([...librariesOf[stage]].sort()).toEqual(reached(stage));
  });

  it('follows the jobs that a stage posts to worker threads', () => {
    expect(importsOf(join(pipeline, 'synthesis/checkGates.ts'))).toContain(
      join(pipeline, 'jobs/verifyGates.ts'),
    );
  });

  it.each(Object.keys(externalsOf))('%s brings the packages of others that it depends on', (name) => {
    const built = name === 'train' ? ['assemblyscript'] : [];
    const others = dependenciesOf(name).filter((each) => siblingOf(each) === undefined);
    expect([...externalsOf[name]].sort()).toEqual([...others, ...built].sort());
  });

  it('covers the versions behind every package, and the sources of both kinds of kernels where networks are trained', () => {
    const workspaceRoot = dirname(packagesFolder);
    expect(sourceInputs('dataset', workspaceRoot)).toEqual(
      expect.arrayContaining([
        '{workspaceRoot}/packages/train/assembly/**/*',
        '{workspaceRoot}/packages/train/native/**/*',
        {
          externalDependencies: [
            '@sinclair/typebox',
            'ajv',
            'assemblyscript',
            'csv-parse',
            'fflate',
            'h5wasm',
            'pure-rand',
          ],
        },
      ]),
    );
    expect(JSON.stringify(sourceInputs('report', workspaceRoot))).not.toContain('packages/train');
  });

  it('never looks at what was built: results do not depend on whether the native kernels are there', () => {
    for (const stage of stageNames) {
      expect(JSON.stringify(sourceInputs(stage, dirname(packagesFolder)))).not.toContain('/build');
    }
  });
});
