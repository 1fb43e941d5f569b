import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  figure,
  figureWithGoal,
  goalTable,
  namedRun,
  withoutGoals,
  writeReport,
  type BenchReport,
} from './figures';

describe('figures', () => {
  it('meet a goal at its very value and miss it below, before they are rounded', () => {
    expect(figureWithGoal('speed', 2, { unit: 'x', atLeast: 2 })).toEqual({
      ...{ name: 'speed', value: 2, unit: 'x' },
      ...{ goal: 2, met: true },
    });
    expect(figureWithGoal('speed', 1.99999, { unit: 'x', atLeast: 2 })).toEqual({
      ...{ name: 'speed', value: 2, unit: 'x' },
      ...{ goal: 2, met: false },
    });
  });

  it('have four significant digits and no goal unless one is stated', () => {
    expect(figure('step', 0.0123456, 'ms/step')).toEqual({ name: 'step', value: 0.01235, unit: 'ms/step' });
  });

  it('with a goal stand in one line each', () => {
    const figures = [
      figure('step', 1, 'ms'),
      figureWithGoal('speed', 3, { unit: 'x', atLeast: 2 }),
      figureWithGoal('share', 0.5, { unit: '', atLeast: 0.8 }),
    ];
    const lines = goalTable(figures).split('\n');
    expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['figure', 'value', 'goal'],
      ['speed', '3 x', '2 x', 'met'],
      ['share', '0.5', '0.8', 'missed'],
    ]);
  });

  it('of a part are what was measured, and nothing is judged', () => {
    expect(withoutGoals([figureWithGoal('speed', 3, { unit: 'x', atLeast: 2 })])).toEqual([
      figure('speed', 3, 'x'),
    ]);
  });

  it('are written with command, machine and notes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'figures-'));
    const report: BenchReport = {
      command: 'npx nx run bench:train-step',
      machine: { cpu: 'a CPU', cores: 2, node: 'v20.0.0', loadBefore: 0.5 },
      notes: ['PyTorch is missing'],
      figures: [figure('step', 1, 'ms/step')],
    };
    const file = writeReport(join(folder, 'bench'), 'train-step', report);
    expect(file).toBe(join(folder, 'bench', 'train-step.json'));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(report);
    rmSync(folder, { recursive: true });
  });
});

describe('a run', () => {
  it.each([
    [[], 'npx nx run bench:peers', 'peers', 'as it comes'],
    [
      ['--parts', 'bests', '--seeds=3'],
      'npx nx run bench:peers --parts bests --seeds=3',
      'peers-parts-bests-seeds-3',
      'arguments stand in both',
    ],
    [
      ['--contenders', 'halving and inheritance,halving'],
      "npx nx run bench:peers --contenders 'halving and inheritance,halving'",
      'peers-contenders-halving-and-inheritance,halving',
      'spaces are quoted in a shell and none in a file name',
    ],
  ])('with %j is named: %s, %s (%s)', (given, command, report) => {
    expect(namedRun('peers', given)).toEqual({ command, report });
  });
});
