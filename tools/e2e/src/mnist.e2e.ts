import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from './places';

const testImages = 10_000;
const accuracyGoal = 0.95;

interface Verification {
  readonly variants: readonly Record<'engine' | 'gates' | 'cpp', { vectors?: number; mismatches?: number }>[];
}

interface Report {
  readonly variants: readonly { verification: { gates: { metric: number } } }[];
}

/**
 * The README's main job on the whole MNIST: every reading of the network gives the interpreter's integers on all
 * 10,000 test images, and one variant reaches the accuracy goal at gate level. From empty caches, minutes long:
 * `npm run e2e:mnist`.
 */
describe('npx nx run mnist:report', () => {
  const output = join(repositoryRoot, 'dist/codesign/mnist');
  const read = <T>(path: string) => JSON.parse(readFileSync(join(output, path), 'utf8')) as T;

  beforeAll(() => {
    const caches = mkdtempSync(join(tmpdir(), 'nx-codesign-mnist-'));
    const run = spawnSync('npx', ['nx', 'run', 'mnist:report', '--outputStyle=stream'], {
      cwd: repositoryRoot,
      env: {
        ...process.env,
        NX_CACHE_DIRECTORY: join(caches, 'nx'),
        NX_CODESIGN_CACHE: join(caches, 'journal'),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    rmSync(caches, { recursive: true, force: true });
    expect(run.status).toBe(0);
  }, 900_000);

  it.each(['engine', 'gates', 'cpp'] as const)(
    'gives the same integers by interpreter and %s on all test images',
    (implementation) => {
      const { variants } = read<Verification>('synthesize/verification.json');
      expect(variants.length).toBeGreaterThan(0);
      for (const { [implementation]: check } of variants) {
        expect(check.mismatches).toBe(0);
        expect(check.vectors).toBeGreaterThanOrEqual(testImages);
      }
    },
  );

  it(`has a variant with a test accuracy of ${accuracyGoal} at gate level`, () => {
    const accuracies = read<Report>('report/report.json').variants.map(
      ({ verification }) => verification.gates.metric,
    );
    expect(Math.max(...accuracies)).toBeGreaterThanOrEqual(accuracyGoal);
  });
});
