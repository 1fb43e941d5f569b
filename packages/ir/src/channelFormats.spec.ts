import { commonFraction, formatAt, formatsOf, isPerChannel } from './channelFormats';

const format = (fraction: number, bits = 4) => ({ signed: false, integer: bits - fraction, fraction });

describe('channel formats', () => {
  it('are one for all or one for each element of the last axis', () => {
    const two = [format(1), format(2)];
    expect([isPerChannel(format(1)), isPerChannel(two)]).toEqual([false, true]);
    expect(formatsOf(format(1))).toEqual([format(1)]);
    expect([0, 1, 2, 3].map((element) => formatAt(two, element))).toEqual([...two, ...two]);
    expect(formatAt(format(3), 7)).toEqual(format(3));
  });

  it.each([
    { formats: format(5), fraction: 5, why: 'one format' },
    { formats: [format(1), format(4), format(-2)], fraction: 4, why: 'the finest' },
    { formats: [format(1), format(9, 0)], fraction: 1, why: 'a channel of width 0 is 0 at any fraction' },
    { formats: [format(3, 0), format(2, 0)], fraction: 3, why: 'nothing but zeros' },
  ])('share the fraction $fraction: $why', ({ formats, fraction }) => {
    expect(commonFraction(formats)).toBe(fraction);
  });
});
