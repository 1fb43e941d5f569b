import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure, figureWithGoal, writeReport, type BenchReport } from './figures';

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
