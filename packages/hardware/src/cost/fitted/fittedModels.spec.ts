import { heldOutModules } from '../__fixtures__/heldOutModules';
import { carryCells } from '../carryCells';
import { logicKinds } from '../counting/logicCounts';
import { fittedModels } from './fittedModels';

const families = Object.entries(fittedModels);

describe('the fitted numbers of UltraScale+ on modules that were not fitted to', () => {
  const { lutsPerUnit } = fittedModels.xcup;

  it.each(heldOutModules)(
    '$network, $module: LUTs within 8 %, flip-flops and carry cells exact',
    ({ logic, registers, chains, synthesized }) => {
      const luts = logicKinds.reduce((sum, kind) => sum + lutsPerUnit[kind] * (logic[kind] ?? 0), 0);
      expect(Math.abs(luts / synthesized.luts - 1)).toBeLessThan(0.08);
      expect(registers).toBe(synthesized.ffs);
      expect(chains.reduce((cells, bits) => cells + carryCells(bits, 'xcup'), 0)).toBe(synthesized.carries);
    },
  );
});

describe('the fitted numbers', () => {
  it.each(families)('of %s are all there and none below 0', (_, model) => {
    const numbers = [
      ...Object.values(model.lutsPerUnit),
      ...Object.values(model.expectedLutsPerUnit),
      model.expectedFfs,
    ];
    numbers.forEach((value) => expect(value).toBeGreaterThanOrEqual(0));
    expect(model.netlistPath).toBeGreaterThan(0);
  });

  it('of a fitted family say to how many networks, with which errors, and each range has its least first', () => {
    for (const { source, range, errors } of Object.values(fittedModels)) {
      expect(source.networks).toBeGreaterThan(0);
      Object.values(range).forEach(([least, most]) => expect(least).toBeLessThanOrEqual(most));
      Object.values(errors).forEach(({ networks }) => expect(networks).toBeGreaterThan(0));
    }
  });
});
