import { fittedModels } from '@nx-codesign/hardware';
import { synthesizedVariant } from '../__fixtures__/synthesized';
import { estimatedMisfit, refuseEstimatedMisfits, refuseMisfit } from './fit';

const { variant, utilization } = synthesizedVariant('latency');

/** On an iCE40 UP5K: 5,280 cells. */
const estimated = (luts: number, ffs: number) => ({
  ...variant,
  design: {
    ...variant.design,
    part: 'ice40up5k-sg48',
    estimated: { ...variant.design.estimated, luts, ffs },
  },
});
const counted = (luts: number) => ({
  ...utilization,
  part: 'ice40up5k-sg48',
  total: { ...utilization.total, luts },
});

describe('a design that does not fit', () => {
  test.each<[number, number, RegExp | undefined, string]>([
    [5280, 5280, undefined, 'exactly full'],
    [7390, 5280, undefined, 'over by less than 40 %, which the estimate may be wrong by'],
    [7400, 10, /^latency by its estimate .* needs 7,400 LUTs of 5,280 on ice40up5k-sg48$/, 'over by 40.2 %'],
    [6000, 9000, /9,000 flip-flops of 5,280 and 6,000 LUTs of 5,280/, 'the worst first'],
  ])('of %i LUTs and %i flip-flops by its estimate gives %s: %s', (luts, ffs, message) => {
    const found = estimatedMisfit(estimated(luts, ffs));
    if (message === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(message);
  });

  test('is refused before synthesis, all of them in one error, with what to do', () => {
    const large = estimated(9000, 1);
    const attempt = () => refuseEstimatedMisfits([large, estimated(1, 1), { ...large, name: 'accuracy' }]);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'synthesize.doesNotFit',
        message: expect.stringMatching(
          /latency .*9,000 LUTs of 5,280 .*hlsEmit\.part to lfe5u-25f.*\(37 %\) of another family.*accuracy .*prune\.maxLoss/,
        ),
      }),
    );
    expect(() => refuseEstimatedMisfits([estimated(5280, 1)])).not.toThrow();
  });

  test('names the smallest legal reuse factor that might do, none where there is none', () => {
    const refuse = (luts: number, legal: readonly number[]) => () =>
      refuseMisfit({ ...counted(luts), initiationInterval: 2, legalReuse: () => legal });
    // 11,000 of 5,280 LUTs at R = 2: R of at least 4.2.
    expect(refuse(11_000, [1, 2, 4, 8, 16])).toThrow(/hlsEmit\.reuseFactor 8: /);
    expect(refuse(6000, [1, 2, 4, 8, 16])).toThrow(/hlsEmit\.reuseFactor 4: /);
    expect(refuse(11_000, [1, 2, 4])).not.toThrow(/reuseFactor/);
  });

  test('says that no part of the table is large enough', () => {
    const attempt = () => refuseMisfit({ ...counted(5_000_000), part: 'xcvu13p-flga2577-2-e' });
    expect(attempt).toThrow(
      /needs 5,000,000 LUTs of 1,728,000 .*No part of the device table is large enough/,
    );
  });

  test('is refused by an estimate outside of the range of the fit at four times the part only, and warned of before', () => {
    const outsideOfRange = (luts: number) => {
      const large = estimated(luts, 1);
      const outside = ['9000 inputs of a layer, fitted up to 144'];
      return { ...large, design: { ...large.design, estimated: { ...large.design.estimated, outside } } };
    };
    expect(estimatedMisfit(outsideOfRange(9000))).toMatch(/needs 9,000 LUTs/);
    expect(() => refuseEstimatedMisfits([outsideOfRange(21_120)])).not.toThrow();
    expect(() => refuseEstimatedMisfits([outsideOfRange(21_121)])).toThrow(/needs 21,121 LUTs of 5,280/);
  });

  test('is pointed to parts that have the DSP blocks it needs', () => {
    // iCE40 HX8K has 7,680 LUTs and no DSP block.
    const large = estimated(7600, 1);
    const design = { ...large.design, estimated: { ...large.design.estimated, dsps: 8 } };
    expect(() => refuseEstimatedMisfits([large])).toThrow(/hlsEmit\.part to ice40hx8k/);
    expect(() => refuseEstimatedMisfits([{ ...large, design }])).toThrow(/hlsEmit\.part to lfe5u/);
  });

  test.each(Object.entries(fittedModels))(
    'is refused by a margin above the worst error of networks of %s',
    (_, { errors }) => {
      expect(errors.built.lutsWorst).toBeLessThan(40);
    },
  );

  test('is refused by its counts without any margin', () => {
    expect(() => refuseMisfit(counted(5280))).not.toThrow();
    expect(() => refuseMisfit(counted(5281))).toThrow(/latency needs 5,281 LUTs of 5,280/);
  });
});
