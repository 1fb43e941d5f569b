import type { ExtraDepth } from './adderStyle';
import { chooseBuild, type Build, type BuildChoice } from './chooseDepth';
import { GraphBuilder } from './graphBuilder';

/** Builds as many 8-bit adders as stated for the extra depth. */
function buildOf(adders: readonly number[], leastDepth = 0): Build {
  return {
    leastDepth,
    sums: (into, inputs, extra) =>
      inputs.slice(1, 1 + adders[extra]).map((signal) =>
        into.sum([
          { ...inputs[0], negative: false },
          { ...signal, negative: false },
        ]),
      ),
  };
}

function choose(builds: readonly Build[], radix: 2 | 3, extraDepth?: ExtraDepth): BuildChoice {
  const builder = new GraphBuilder();
  const x = Array.from({ length: 101 }, (_, i) => builder.input(i, 0, 127));
  return chooseBuild(builder, x, { radix, builds, extraDepth });
}

describe('chooseBuild', () => {
  it.each([
    { adders: [100, 90, 10], radix: 3, extra: 0, why: 'a level more saves 10 % only' },
    { adders: [100, 85, 80], radix: 3, extra: 1, why: 'the first level saves 15 %, the second 6 %' },
    { adders: [100, 80, 60], radix: 3, extra: 2, why: 'both pay' },
    { adders: [100, 50, 20], radix: 2, extra: 0, why: 'two-input adders are not tried' },
  ] as const)('allows $extra more for $adders adders of $radix inputs: $why', ({ adders, radix, extra }) => {
    expect(choose([buildOf(adders)], radix).extraDepth).toBe(extra);
  });

  it.each([
    { first: [100, 90, 80], second: [99, 99, 99], extra: 0, best: 1, why: 'the smaller one without depth' },
    { first: [100, 99, 98], second: [100, 99, 98], extra: 0, best: 0, why: 'the first of equals' },
    { first: [100, 80, 79], second: [99, 81, 60], extra: 2, best: 1, why: 'the second gains a level more' },
  ])('takes build $best: $why', ({ first, second, extra, best }) => {
    const builds = [buildOf(first), buildOf(second)];
    expect(choose(builds, 3)).toMatchObject({ extraDepth: extra, build: builds[best] });
  });

  it('takes a build that needs depth where the depth pays, with two-input adders too', () => {
    const [plain, deep] = [buildOf([100, 100, 100]), buildOf([1, 85, 85], 1)];
    expect(choose([plain, deep], 2)).toMatchObject({ extraDepth: 1, build: deep });
    expect(choose([plain, buildOf([1, 86, 86], 1)], 2)).toMatchObject({ extraDepth: 0, build: plain });
  });

  it('keeps to the depth that is asked for', () => {
    const [plain, deep] = [buildOf([100, 90, 80]), buildOf([1, 80, 90], 1)];
    const at = (extraDepth: ExtraDepth): Build => choose([plain, deep], 3, extraDepth).build;
    expect([at(0), at(1), at(2)]).toEqual([plain, deep, plain]);
  });
});
