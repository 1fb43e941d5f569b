import { tinyStudy } from './study';
import { TestProject } from './workspace';

/** Enough trials for a kill to land in the middle of the search. */
const study = { ...tinyStudy(), seed: 2 };
const killAfterTrials = 3;

describe('the same study gives the same bytes', () => {
  const project = new TestProject('twice', study);
  let reference: Record<string, string>;

  beforeAll(() => {
    project.forgetAll();
    project.succeed('report', { NX_CODESIGN_WORKERS: '2' });
    reference = project.artefacts();
    expect(Object.keys(reference).length).toBeGreaterThan(20);
  });

  it('with one worker from empty caches as with two', () => {
    project.forgetAll();
    project.succeed('report', { NX_CODESIGN_WORKERS: '1' });
    expect(project.artefacts()).toEqual(reference);
  });

  it('after the search was killed (SIGKILL) in the middle and started again', async () => {
    project.forgetAll();
    await killSearchAfter(project, killAfterTrials);
    const resumed = project.succeed('report');
    expect(resumed.output).toMatch(/[1-9]\d* trials? .*journal/);
    expect(project.artefacts()).toEqual(reference);
  });
});

/** Starts the search with one worker and kills its whole process group once some trials are done. */
function killSearchAfter(project: TestProject, trials: number): Promise<void> {
  return new Promise((done, fail) => {
    const child = project.start('search', { NX_CODESIGN_WORKERS: '1' });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const finished = [...output.matchAll(/search\s+(\d+)\/\d+/g)].at(-1)?.[1];
      if (Number(finished ?? 0) >= trials) process.kill(-child.pid!, 'SIGKILL');
    });
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL' || code !== 0) done();
      else fail(new Error(`The search ended before it could be killed:\n${output}`));
    });
  });
}
