import { delayRangeOf } from './delays';

/** Two adders of ten bits in a row and a clamp, from register to register, without its three routes. */
function stageNs({
  netNs,
  lutNs,
  carryInNs,
  carryPerBitNs,
  carryOutNs,
  clockToOutputNs,
  setupNs,
}: ReturnType<typeof endOf>) {
  const adder = lutNs + carryInNs + 9 * carryPerBitNs + carryOutNs;
  return clockToOutputNs + 2 * adder + lutNs + setupNs + 3 * netNs;
}

const endOf = (luts: number, end: 'short' | 'long') => delayRangeOf('xcup', { luts })![end];

describe('the delays of UltraScale+', () => {
  test.each([
    [35_684, 2.594, '8 particles of 3 features'],
    [61_904, 2.876, '32 particles of 16 features'],
    [97_822, 3.882, '128 particles of 3 features'],
    [136_497, 3.303, '8 particles of 3 features, ordered'],
    [295_715, 4.923, '128 particles of 3 features, ordered'],
  ])('hold a published design of %i LUTs that needs %d ns after routing: %s', (luts, periodNs) => {
    expect(stageNs(endOf(luts, 'short'))).toBeLessThan(periodNs);
    expect(stageNs(endOf(luts, 'long'))).toBeGreaterThan(periodNs);
  });

  test('have one long route up to 16,000 LUTs, twice as long for four times the LUTs', () => {
    expect(endOf(100, 'long').netNs).toBe(0.4);
    expect(endOf(16_000, 'long').netNs).toBe(0.4);
    expect(endOf(64_000, 'long').netNs).toBe(0.8);
    expect(endOf(64_000, 'short').netNs).toBe(0.18);
  });
});
