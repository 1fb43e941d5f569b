import { findPart } from '../parts/findPart';
import { delayModelOf, delayModels } from './delayModel';

describe('delayModels', () => {
  it.each(Object.entries(delayModels))(
    '%s lies in the middle of its spread, where it has one',
    (_name, model) => {
      const { short, long } = model.spread ?? { short: model, long: model };
      expect(model.lutNs).toBeCloseTo((short.lutNs + long.lutNs) / 2, 9);
      expect(model.netNs).toBeCloseTo((short.netNs + long.netNs) / 2, 9);
    },
  );
});

describe('delayModelOf', () => {
  it('is that of the family, but slower for an iCE40 UltraPlus in everything between registers', () => {
    expect(delayModelOf(findPart('ice40hx8k-ct256'))).toBe(delayModels.ice40);
    expect(delayModelOf(findPart('lfe5u-85f'))).toBe(delayModels.ecp5);
    const slow = delayModelOf(findPart('ice40up5k-sg48'));
    for (const delay of [
      'lutNs',
      'netNs',
      'carryInNs',
      'carryPerBitNs',
      'carryOutNs',
      'clockToOutputNs',
    ] as const)
      expect(slow[delay]).toBeGreaterThan(delayModels.ice40[delay]);
  });
});
