import { findPart } from './findPart';
import { shortagesOf, type Demand } from './shortages';

const hx8k = findPart('ice40hx8k-ct256');

describe('shortagesOf', () => {
  test.each<[Demand, string[], string]>([
    [{ luts: 7680, ffs: 7680, carries: 7680, bram36: 3 }, [], 'exactly full'],
    [{ luts: 7681, ffs: 0 }, ['LUTs'], 'one LUT too many'],
    [{ luts: 8000, ffs: 9000 }, ['flip-flops', 'LUTs'], 'the worst first'],
    [{ luts: 0, ffs: 0, dsps: 1 }, ['DSPs'], 'the part has no DSP'],
  ])('%j lacks %j: %s', (demand, lacking) => {
    expect(shortagesOf(hx8k, demand).map(({ resource }) => resource)).toEqual(lacking);
  });
});

describe('carry cells of a part', () => {
  test.each([
    ['xcvu13p-flga2577-2-e', 216_000, 'CARRY8, as Vivado reports for the part'],
    ['xc7z020-clg400-1', 13_300, 'CARRY4, one for each slice'],
    ['ice40hx8k-ct256', 7680, 'SB_CARRY, one for each logic cell'],
    ['lfe5u-25f', 12_144, 'CCU2C, one for each slice'],
  ])('%s has %i: %s', (name, carries) => {
    expect(findPart(name).carries).toBe(carries);
  });
});
