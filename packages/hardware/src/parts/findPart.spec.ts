import { CodesignError } from '@nx-codesign/ir';
import { findPart } from './findPart';
import { parts } from './parts';

describe('findPart', () => {
  test.each([
    ['xcvu13p-flga2577-2-e', 'xcup', 1_728_000, 'the VU13P of hls4ml papers'],
    ['XC7Z020-CLG400-1', 'xc7', 53_200, 'case does not matter'],
    ['hx8k-ct256', 'ice40', 7680, 'an iCE40 without its family'],
    [' lfe5u-85f ', 'ecp5', 83_640, 'spaces around it do not matter'],
  ])('%s is of family %s with %i LUTs', (name, family, luts) => {
    expect(findPart(name)).toMatchObject({ family, luts });
  });

  test.each([
    ['xcvu13p-flga2577-1-e', 'xcvu13p-flga2577-2-e', 'another speed grade'],
    ['xcvu9p', 'xcvu9p-flga2104-2-e', 'no package'],
    ['lfe5-85f', 'lfe5u-85f', 'a letter left out'],
    ['ice40up5k', 'ice40up5k-sg48', 'no package'],
  ])('%s is unknown and the nearest is %s: %s', (name, nearest) => {
    const attempt = () => findPart(name);
    expect(attempt).toThrow(CodesignError);
    expect(attempt).toThrow(`Did you mean '${nearest}'?`);
  });

  test('the error carries the code part.unknown and lists every part', () => {
    const error: unknown = (() => {
      try {
        return findPart('cyclone');
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({ code: 'part.unknown' });
    for (const { name } of parts) expect((error as Error).message).toContain(name);
  });
});

describe('parts', () => {
  test('every part has a source, a lower-case name of its own and positive counts', () => {
    expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
    for (const part of parts) {
      expect(part.name).toBe(part.name.toLowerCase());
      expect(part.source).toMatch(/AMD DS|Lattice FPGA-DS/);
      expect(Math.min(part.luts, part.ffs, part.blockRams.count)).toBeGreaterThan(0);
    }
  });

  test('slices hold as many carries as the tables say: four LUTs and eight flip-flops of a 7-series slice, eight and sixteen of UltraScale+', () => {
    for (const { family, luts, ffs, carries } of parts.filter(({ lutInputs }) => lutInputs === 6)) {
      expect(ffs).toBe(2 * luts);
      expect(carries).toBe(luts / (family === 'xc7' ? 4 : 8));
      expect(Number.isInteger(carries)).toBe(true);
    }
  });

  test.each([
    ['xcvu13p-flga2577-2-e', 1280, '360 Mb'],
    ['xcvu9p-flga2104-2-e', 960, '270 Mb'],
    ['xczu9eg-ffvb1156-2-e', 0, 'only other Zynq UltraScale+ have some'],
    ['lfe5u-85f', 0, 'there are none outside UltraScale+'],
  ])('%s has %i UltraRAMs: %s', (name, ultraRams) => {
    expect(findPart(name).ultraRams).toBe(ultraRams);
  });

  test.each([
    ['xczu9eg-ffvb1156-2-e', 912, 'block RAMs of 36 Kb'],
    ['ice40hx8k-ct256', 3, '32 blocks of 4 Kb are 128 Kb'],
    ['lfe5u-25f', 28, '56 blocks of 18 Kb'],
  ])('%s holds %i units of 36 Kb: %s', (name, bram36) => {
    expect(findPart(name).bram36).toBe(bram36);
  });
});
