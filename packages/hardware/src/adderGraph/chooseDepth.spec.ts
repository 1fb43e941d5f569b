import type { ExtraDepth } from './adderStyle';
import { chooseDepth } from './chooseDepth';
import type { Signal } from './graph';
import { GraphBuilder } from './graphBuilder';

/** Builds as many 8-bit adders as stated for the extra depth. */
function choiceFor(adders: readonly number[], radix: 2 | 3): ExtraDepth {
  const builder = new GraphBuilder();
  const x = Array.from({ length: 101 }, (_, i) => builder.input(i, 0, 127));
  const build = (into: GraphBuilder, inputs: readonly Signal[], extra: ExtraDepth): Signal[] =>
    inputs.slice(1, 1 + adders[extra]).map((signal) =>
      into.sum([
        { ...inputs[0], negative: false },
        { ...signal, negative: false },
      ]),
    );
  return chooseDepth(builder, x, { radix, build });
}

describe('chooseDepth', () => {
  it.each([
    { adders: [100, 90, 10], radix: 3, extra: 0, why: 'a level more saves 10 % only' },
    { adders: [100, 85, 80], radix: 3, extra: 1, why: 'the first level saves 15 %, the second 6 %' },
    { adders: [100, 80, 60], radix: 3, extra: 2, why: 'both pay' },
    { adders: [100, 50, 20], radix: 2, extra: 0, why: 'two-input adders are not tried' },
  ] as const)('allows $extra more for $adders adders of $radix inputs: $why', ({ adders, radix, extra }) => {
    expect(choiceFor(adders, radix)).toBe(extra);
  });
});
