import { tableEntries } from './tableEntries';

describe('tableEntries', () => {
  it('rounds tanh half up on the output grid', () => {
    // tanh(-1, -0.5, 0, 0.5) * 16 = -12.19, -7.39, 0, 7.39
    const range = { low: -2, high: 1, fraction: 1 };
    expect(tableEntries('tanh', range, { signed: true, integer: 0, fraction: 4 })).toEqual([-12, -7, 0, 7]);
  });

  it('saturates tanh at the largest integer below 1', () => {
    const range = { low: -8, high: 7, fraction: 0 };
    const entries = tableEntries('tanh', range, { signed: true, integer: 0, fraction: 4 });
    expect([entries[0], entries[15]]).toEqual([-16, 15]);
  });

  it('rounds the tie of sigmoid(0) = 1/2 up', () => {
    const range = { low: 0, high: 0, fraction: 0 };
    expect(tableEntries('sigmoid', range, { signed: false, integer: 1, fraction: 0 })).toEqual([1]);
  });

  it('holds sigmoid at 4 bits', () => {
    // sigmoid(-2, -1, 0, 1, 2) * 16 = 1.91, 4.30, 8, 11.70, 14.09
    const range = { low: -2, high: 2, fraction: 0 };
    expect(tableEntries('sigmoid', range, { signed: false, integer: 0, fraction: 4 })).toEqual([
      2, 4, 8, 12, 14,
    ]);
  });

  it('falls and rises again for gelu', () => {
    // gelu(-2, -1.5, -1, -0.5, 0, 0.5, 1) * 32 = -1.45, -3.22, -5.08, -4.94, 0, 11.06, 26.92
    const range = { low: -4, high: 2, fraction: 1 };
    expect(tableEntries('gelu', range, { signed: true, integer: 0, fraction: 5 })).toEqual([
      -1, -3, -5, -5, 0, 11, 27,
    ]);
  });
});
