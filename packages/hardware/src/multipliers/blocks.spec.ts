import { CodesignError, interpret } from '@nx-codesign/ir';
import { chainProgram } from '../__fixtures__/chainProgram';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomProgram, randomVectors } from '../__fixtures__/randomProgram';
import { costOfDesign } from '../cost/costOfDesign';
import { buildDesign } from '../design/buildDesign';
import type { Design } from '../design/design';
import { designJson } from '../design/designJson';
import type { DesignOptions } from '../design/designOptions';
import { evaluateDesign } from '../design/evaluateDesign';

const xcup = 'xcvu13p-flga2577-2-e';
const VECTORS = 64;

/** Two outputs of three 8-bit inputs; weights 3, 43, 4 and 11, 0, 85. */
const small = chainProgram(
  'net',
  [0, 1, 2].map(() => ({ low: -128, high: 127 })),
  [{ kind: 'matvec', layer: 'dense', inputs: 3, outputs: 2, data: [3, 11, 43, 0, 4, 85] }],
);

const build = (options: Partial<DesignOptions>, program = small): Design =>
  buildDesign(program, { part: xcup, clockPeriodNs: 10, multipliers: {}, ...options });

const blocksOf = ({ modules }: Design) =>
  modules.flatMap(({ graph: { nodes } }) =>
    nodes.flatMap((node) => {
      if (node.kind !== 'blockSum') return [];
      const product = nodes[node.product];
      const factor = product.kind === 'product' ? nodes[product.b.node] : undefined;
      const weight = factor?.kind === 'constant' ? factor.value : undefined;
      return [{ weight, adds: node.addend !== undefined, registers: node.registers }];
    }),
  );
const weightsOf = (design: Design) => blocksOf(design).map(({ weight }) => weight);

describe('multiplications in DSP blocks', () => {
  it('take a block for each weight that is more than wiring, the sums of an output in its blocks', () => {
    const design = build({});
    expect(blocksOf(design)).toMatchObject([
      { weight: 3, adds: false },
      { weight: 43, adds: true },
      { weight: 11, adds: false },
      { weight: 85, adds: true },
    ]);
    expect(costOfDesign(design).dsps).toBe(4);
    expect(designJson(design)).toMatchObject({ multipliers: {}, modules: [{ dsps: 4 }] });
  });

  it('go by a budget to the weights of most signed digits', () => {
    // 85 and 43 have four digits, 11 three, 3 two.
    expect(weightsOf(build({ multipliers: { budget: 2 } }))).toEqual([43, 85]);
    expect(weightsOf(build({ multipliers: { budget: 3 } }))).toEqual([43, 11, 85]);
  });

  it.each([
    [1631, 18, 6],
    [7135, 2, 6],
  ])(
    'keep the budget where modules are shared over time (network %i, R = %i)',
    (number, reuseFactor, budget) => {
      const program = randomLayers(number, { products: true });
      const design = build({ reuseFactor, multipliers: { budget } }, program);
      expect(costOfDesign(design).dsps).toBeLessThanOrEqual(budget);
      expect(designJson(design)).toMatchObject({ multipliers: { budget } });
      const x = randomVectors(program, VECTORS, 1);
      expect(evaluateDesign(design, x, VECTORS)).toEqual(interpret(program, x, VECTORS));
    },
  );

  it('leave a design as it is that does not ask for them', () => {
    const design = build({ multipliers: undefined });
    expect(blocksOf(design)).toEqual([]);
    expect(Object.keys(costOfDesign(design))).not.toContain('dsps');
    expect(Object.keys(designJson(design))).not.toContain('multipliers');
  });

  it('share an odd multiple of an input among outputs where blocks do not add', () => {
    const data = [5, -10, 20, 7];
    const program = chainProgram(
      'net',
      [{ low: 0, high: 255 }],
      [{ kind: 'matvec', layer: 'dense', inputs: 1, outputs: 4, data }],
    );
    const design = build({ part: 'lfe5u-85f' }, program);
    expect(blocksOf(design)).toMatchObject([
      { weight: 5, adds: false },
      { weight: 7, adds: false },
    ]);
    expect([...evaluateDesign(design, Int32Array.of(255), 1)]).toEqual(data.map((weight) => 255 * weight));
  });

  it('are only of the named layers', () => {
    const steps = ['first', 'second'].map((layer) => ({
      ...{ kind: 'matvec' as const, layer },
      ...{ inputs: 1, outputs: 1, data: [layer === 'first' ? 11 : 13] },
    }));
    const program = chainProgram('net', [{ low: -8, high: 7 }], steps);
    expect(weightsOf(build({ multipliers: { layers: ['second'] } }, program))).toEqual([13]);
    expect(weightsOf(build({ multipliers: { layers: ['second', 'elsewhere'] } }, program))).toEqual([13]);
  });

  it('do not take operands that are wider than the block', () => {
    const wide = (bits: number) =>
      chainProgram(
        'net',
        [{ low: -(2 ** (bits - 1)), high: 2 ** (bits - 1) - 1 }],
        [{ kind: 'matvec', layer: 'dense', inputs: 1, outputs: 1, data: [11] }],
      );
    expect(blocksOf(build({}, wide(27)))).toHaveLength(1);
    expect(blocksOf(build({}, wide(28)))).toHaveLength(0);
    expect(blocksOf(build({ part: 'ice40up5k-sg48' }, wide(16)))).toHaveLength(1);
    expect(blocksOf(build({ part: 'ice40up5k-sg48' }, wide(17)))).toHaveLength(0);
  });

  test.each<[string, () => Design, string, RegExp]>([
    [
      'a layer that is not there',
      () => build({ multipliers: { layers: ['dence'] } }),
      'hardware.dspLayers',
      /No layer named dence multiplies\. Layers that do: dense/,
    ],
    [
      'a part without blocks',
      () => build({ part: 'ice40hx8k-ct256' }),
      'hardware.dspBlocks',
      /take 4 of them, ice40hx8k-ct256 has none\. Set multipliers to logic/,
    ],
    [
      'more blocks than the part has',
      () => {
        const data = Array.from({ length: 12 }, () => 11);
        const inputs = data.map(() => ({ low: 0, high: 7 }));
        const program = chainProgram('net', inputs, [
          { kind: 'matvec', layer: 'dense', inputs: 12, outputs: 1, data },
        ]);
        return build({ part: 'ice40up5k-sg48' }, program);
      },
      'hardware.dspBlocks',
      /take 12 of them, ice40up5k-sg48 has 8 SB_MAC16\. Set a budget \(dspBudget\) of 8 or less/,
    ],
  ])('refuse %s', (_what, attempt, code, message) => {
    expect(attempt).toThrow(CodesignError);
    expect(attempt).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  it('take the registers beside them in', () => {
    // 1 ns is shorter than multiplier and adder together, so there is a register between the two and one behind.
    const one = chainProgram(
      'net',
      [{ low: -128, high: 127 }],
      [{ kind: 'matvec', layer: 'dense', inputs: 1, outputs: 1, data: [43] }],
    );
    const design = build({ clockPeriodNs: 1 }, one);
    const inside = { a: 0, b: 0, addend: 0, product: 1, result: 1 };
    expect(blocksOf(design)).toEqual([{ weight: 43, adds: false, registers: inside }]);
    expect(design.latencyCycles).toBe(2);
    expect(design.modules[0].registerBits).toBe(0);
    expect(costOfDesign(design)).toMatchObject({ luts: 0, ffs: 0, dsps: 1 });
  });

  it('have a register of a constant where there is one of the other operand, for ECP5', () => {
    const two = ['first', 'second'].map((layer) => ({
      ...{ kind: 'matvec' as const, layer, inputs: 2, outputs: 2 },
      data: [1, 11, 13, 1],
    }));
    const inputs = [0, 1].map(() => ({ low: -128, high: 127 }));
    const design = build({ clockPeriodNs: 1, part: 'lfe5u-85f' }, chainProgram('net', inputs, two));
    const registers = blocksOf(design).map(({ registers: { a, b } }) => [a, b]);
    expect(registers.length).toBeGreaterThan(0);
    registers.forEach(([a, b]) => expect(b).toBe(a));
  });

  const parts = [xcup, 'xc7z020-clg400-1', 'ice40up5k-sg48', 'lfe5u-85f'];
  test.each(parts.map((part, index) => [part, 3 * index]))(
    'compute what the interpreter does on %s, with any registers (seeds from %i)',
    (part, offset) => {
      let blocks = 0;
      for (const seed of [11, 12, 13, 14, 18, 521, 525]) {
        const products = seed < 100;
        const program = products ? randomLayers(seed + offset, { products }) : randomProgram(seed + offset);
        for (const [clockPeriodNs, budget] of [
          [1, 8],
          [5, 5],
          [40, 8],
        ]) {
          const design = build({ part, clockPeriodNs, multipliers: { budget } }, program);
          const stimuli = randomVectors(program, VECTORS, seed);
          expect(evaluateDesign(design, stimuli, VECTORS)).toEqual(interpret(program, stimuli, VECTORS));
          const dsps = costOfDesign(design).dsps!;
          expect(dsps).toBeLessThanOrEqual(budget);
          blocks += dsps;
        }
      }
      expect(blocks).toBeGreaterThan(40);
    },
  );
});
