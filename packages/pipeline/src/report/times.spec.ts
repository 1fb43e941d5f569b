import type { StudyReport } from '../study/studyReport';
import type { StepTimes } from '../study/studyTimes';
import { renderTimes } from './times';

const step = (name: StepTimes['step'], changes: Partial<StepTimes>): StepTimes => ({
  ...{
    step: name,
    finished: '2026-01-01T00:00:00.000Z',
    durationMs: 2000,
    cpuMs: 3000,
    workers: 2,
    work: {},
  },
  machine: { cores: 2, platform: 'linux', architecture: 'x64', node: 'v20' },
  ...changes,
});

const study = {
  title: '<study>',
  search: {
    analysis: {
      hypervolume: [
        { trial: 1, share: 0.25, epochs: 1 },
        { trial: 2, share: 0.5, epochs: 2 },
        { trial: 5, share: 0.75, epochs: 3 },
      ],
    },
  },
} as unknown as StudyReport;

const course = [
  { trials: 2, wallMs: 1000, cpuMs: 1000 },
  { trials: 4, wallMs: 2000, cpuMs: 3000 },
  { trials: 6, wallMs: 3000, cpuMs: 5000 },
];

const cells = (text: string) => [...text.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) => cell);

describe('the page of times', () => {
  test('divides the CPU time of a stage by how long its threads were busy with each kind of work', () => {
    const work = { trainNetwork: { jobs: 4, busyMs: 3000 }, compressModel: { jobs: 2, busyMs: 1000 } };
    const shown = cells(renderTimes(study, [step('search', { work })]));
    // Of 3 s three quarters and one.
    expect(shown.join(' ')).toContain('search training 4 3.0 2.3');
    expect(shown.join(' ')).toContain('training with searched widths, costs 2 1.0 0.8');
  });

  test('shows the hypervolume at the end of each generation over the CPU time until then', () => {
    const text = renderTimes(study, [
      step('search', { trainings: { trainings: 9, reused: 3, course } }),
      step('qat', {}),
    ]);
    // The share after the last whole trial until then.
    expect([...text.matchAll(/trial (\d): ([\d.]+)/g)].map(([, ...point]) => point)).toEqual([
      ['2', '0.5000'],
      ['4', '0.5000'],
      ['6', '0.7500'],
    ]);
    const shown = cells(text);
    expect(shown.slice(0, 5)).toEqual(['search', '2.0', '3.0', '9', '3']);
    expect(shown).toContain('4.0');
  });

  test('has no chart of a search whose trials were made by its shards', () => {
    const text = renderTimes(study, [step('search--r0-i0', {}), step('search', {})]);
    expect(text).not.toContain('Hypervolume');
    expect(text).toContain('search--r0-i0');
  });

  test('escapes the title', () => {
    expect(renderTimes(study, [])).not.toContain('<study>');
  });
});
