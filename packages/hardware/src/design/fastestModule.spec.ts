import { interpret } from '@nx-codesign/ir';
import { chainProgram } from '../__fixtures__/chainProgram';
import { RandomSource } from '../__fixtures__/randomSource';
import { randomVectors } from '../__fixtures__/randomProgram';
import { buildDesign } from './buildDesign';
import type { Design } from './design';
import { evaluateDesign } from './evaluateDesign';

const part = 'xcvu13p-flga2577-2-e';

/** Two dense layers of random weights of -31 to 31. */
function program(seed: number) {
  const random = new RandomSource(seed);
  const weights = (count: number) => Array.from({ length: count }, () => random.integer(-31, 31));
  const inputs = Array.from({ length: 10 }, () => ({ low: 0, high: 63 }));
  return chainProgram('net', inputs, [
    { kind: 'matvec', layer: 'first', inputs: 10, outputs: 8, data: weights(10 * 8) },
    { kind: 'relu', layer: 'relu' },
    { kind: 'matvec', layer: 'second', inputs: 8, outputs: 3, data: weights(8 * 3) },
  ]);
}

function bitsOf({ modules }: Design): number {
  return modules.reduce((sum, { adderBits, registerBits }) => sum + adderBits + registerBits, 0);
}

describe('a design of the fastest modules', () => {
  it.each([1.5, 2.5])(
    'takes no more clocks than any depth, and no more bits than those as fast: %f ns',
    (ns) => {
      for (const seed of [1, 2]) {
        const design = (extraDepth: 0 | 1 | 2 | 'fastest') =>
          buildDesign(program(seed), { clockPeriodNs: ns, part, extraDepth });
        const fastest = design('fastest');
        const others = ([0, 1, 2] as const).map(design);
        const least = Math.min(...others.map(({ latencyCycles }) => latencyCycles));
        expect(fastest.latencyCycles).toBeLessThanOrEqual(least);
        const asFast = others.filter(({ latencyCycles }) => latencyCycles === fastest.latencyCycles);
        asFast.forEach((other) => expect(bitsOf(fastest)).toBeLessThanOrEqual(bitsOf(other)));
      }
    },
  );

  it('computes what the interpreter does', () => {
    const integers = program(4);
    const design = buildDesign(integers, { clockPeriodNs: 2.5, part, extraDepth: 'fastest' });
    const x = randomVectors(integers, 30, 4);
    expect(evaluateDesign(design, x, 30)).toEqual(interpret(integers, x, 30));
    expect(design.extraDepth).toBe('fastest');
  });
});
