import { existsSync, readFileSync } from 'node:fs';
import { tinyStudy } from './study';
import { TestProject } from './workspace';

/** Enough generations for a kill to land in the middle of the search. */
const study = { ...tinyStudy(), seed: 2 };
const killAfterTrials = 3;
const pollMs = 5;

const trialsIn = (journal: string) =>
  existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 1 : 0;

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
    project.succeed('search');
    const trialsInAll = trialsIn(project.journal);
    project.forgetAll();
    await killSearchAfter(project, killAfterTrials);
    const trialsBefore = trialsIn(project.journal);
    expect(trialsBefore).toBeGreaterThanOrEqual(killAfterTrials);
    expect(trialsBefore).toBeLessThan(trialsInAll);
    expect(existsSync(`${project.outputRoot}/search`)).toBe(false);
    project.succeed('search');
    expect(trialsIn(project.journal)).toBeLessThanOrEqual(trialsInAll + 1);
    project.succeed('report');
    expect(project.artefacts()).toEqual(reference);
  });
});

/** Starts the search with one worker and kills its whole process group once some trials are in the journal. */
function killSearchAfter(project: TestProject, trials: number): Promise<void> {
  return new Promise((done, fail) => {
    const child = project.start('search', { NX_CODESIGN_WORKERS: '1' });
    const poll = setInterval(() => {
      if (trialsIn(project.journal) >= trials) process.kill(-child.pid!, 'SIGKILL');
    }, pollMs);
    child.on('exit', (code) => {
      clearInterval(poll);
      if (code === 0) fail(new Error('The search ended before it could be killed'));
      else done();
    });
  });
}
