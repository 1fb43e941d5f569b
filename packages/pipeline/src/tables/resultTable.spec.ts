import { synthesizedVariant } from '../__fixtures__/synthesized';
import { designTable } from './designTable';
import { resultTable } from './resultTable';

const rowOf = ({ columns, rows }: ReturnType<typeof resultTable>) =>
  Object.fromEntries(columns.map((column, at) => [column, rows[0][at]]));

describe('resultTable', () => {
  test('shows the path that the netlist gives beside the clock period', () => {
    expect(rowOf(resultTable([synthesizedVariant('a')], 'classification'))).toMatchObject({
      variant: 'a',
      validation: '97.00 / 96.00 / 95.00',
      cycles: '3',
      'path ns': '0.9 to 1.8',
      'clock ns': '5',
      ns: '15.0',
    });
  });

  test('marks a path that is above the clock period with long delays only', () => {
    const made = synthesizedVariant('a');
    const timing = { ...made.timing, clockPeriodNs: 1 };
    expect(rowOf(resultTable([{ ...made, timing }], 'classification'))).toMatchObject({
      'path ns': '0.9 to 1.8 *',
    });
  });

  test('shows a path that was not measured as a hyphen', () => {
    const made = synthesizedVariant('a');
    const { criticalPathNs: _, ...timing } = made.timing;
    expect(rowOf(resultTable([{ ...made, timing }], 'classification'))).toMatchObject({ 'path ns': '-' });
  });
});

describe('counts', () => {
  test('have their share of the part, multipliers and block RAMs where a design has some', () => {
    const made = synthesizedVariant('a');
    const total = { ...made.utilization.total, luts: 172_800, ffs: 34_560, dsps: 1229 };
    const large = { ...made, utilization: { ...made.utilization, total } };
    const row = rowOf(resultTable([large, made], 'classification'));
    expect(row).toMatchObject({ LUT: '172,800 (10 %)', FF: '34,560 (1.0 %)', DSP: '1,229 (10 %)' });
    expect(Object.keys(row)).not.toContain('BRAM36');
    expect(resultTable([made], 'classification').columns).not.toContain('DSP');
  });
});

describe('dynamic power', () => {
  test('is a range, or a hyphen where nothing was counted', () => {
    const made = synthesizedVariant('a');
    const power = {
      dynamicMilliwatts: { low: 12.3, high: 98.76 },
      nanojoulesPerVector: { low: 0.06, high: 0.5 },
      ...{ togglesPerNetAndCycle: 0.2, volts: 0.85, mark: 'estimated' as const },
    };
    const timing = { ...made.timing, power };
    expect(rowOf(resultTable([{ ...made, timing }], 'classification'))).toMatchObject({ mW: '12.3 to 98.8' });
    expect(rowOf(resultTable([made], 'classification'))).toMatchObject({ mW: '-' });
  });
});

describe('the result of a regression', () => {
  test('has distances with four digits', () => {
    expect(rowOf(resultTable([synthesizedVariant('a')], 'regression'))).toMatchObject({
      validation: '0.9700 / 0.9600 / 0.9500',
      gates: '0.9400',
    });
  });
});

describe('designTable', () => {
  test('says in its title what the cost model was not fitted to', () => {
    const { variant } = synthesizedVariant('a');
    const outside = ['784 inputs of a layer, fitted up to 128'];
    const estimated = { ...variant.design.estimated, outside };
    const { title } = designTable([{ ...variant, design: { ...variant.design, estimated } }]);
    expect(title).toMatch(/; \?: outside the cost model's range: 784 inputs of a layer, fitted up to 128\)$/);
  });

  test('shows the path by the delay model, the clock period and the latency that the longer of them gives', () => {
    const { variant } = synthesizedVariant('a');
    const design = { ...variant.design, clockPeriodNs: 0.5, latencyNs: 4.5 };
    expect(rowOf(designTable([{ ...variant, design }]))).toMatchObject({
      cycles: '3',
      interval: '1',
      'path ns': '1.5',
      'clock ns': '0.5',
      ns: '4.5',
    });
  });
});
