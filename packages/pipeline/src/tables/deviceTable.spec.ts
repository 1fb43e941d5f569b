import { synthesizedVariant } from '../__fixtures__/synthesized';
import { deviceTable, withShare } from './deviceTable';

const variant = synthesizedVariant('accuracy');
const resources = { SB_IO: { used: 5, available: 256 }, ICESTORM_LC: { used: 3028, available: 7680 } };
const tool = { name: 'nextpnr-ice40', version: '0.8' };
const placed = {
  ...variant,
  utilization: {
    ...variant.utilization,
    flat: { utilization: { ...variant.utilization.total, luts: 17_280 }, lutLevels: 2 },
    placed: { stage: 'placed and routed' as const, tool, resources },
  },
  timing: {
    ...variant.timing,
    placed: { mark: 'placed and routed' as const, tool, maxFrequencyMHz: 172.53, latencyNs: 17.4 },
  },
};

describe('the table of parts', () => {
  test('gives each count its share of the part; nothing of what was not done', () => {
    const { columns, rows } = deviceTable([variant]);
    expect(columns).toEqual(['variant', 'part', 'LUT', 'FF', 'carry', 'DSP', 'BRAM36']);
    const [row] = rows;
    expect(row.slice(0, 4)).toEqual(['accuracy', 'xcvu13p-flga2577-2-e', '88 (0.0 %)', '66 (0.0 %)']);
  });

  test('has columns of its own for the flat run and for what was placed, empty where another variant was not', () => {
    const { columns, rows } = deviceTable([placed, variant]);
    expect(columns.slice(3, 4)).toEqual(['LUT flat']);
    expect(columns.slice(-3)).toEqual(['placed cells', 'placed MHz', 'placed ns']);
    expect(rows[0][3]).toBe('17,280 (1.0 %)');
    expect(rows[0].slice(-3)).toEqual(['3,028 (39 %)', '172.5', '17.4']);
    expect(rows[1].slice(-3)).toEqual(['-', '-', '-']);
    expect(rows[1][3]).toBe('-');
  });

  test.each([
    [528, 5280, '528 (10 %)'],
    [520, 5280, '520 (9.8 %)'],
    [3, 0, '3'],
  ])('%i of %i are shown as %s', (used, available, text) => {
    expect(withShare(used, available)).toBe(text);
  });
});
