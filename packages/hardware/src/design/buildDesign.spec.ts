import { interpret } from '@nx-codesign/ir';
import fc from 'fast-check';
import { layer, programOf } from '../__fixtures__/networkOf';
import { chainProgram, type ChainStep } from '../__fixtures__/chainProgram';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomProgram, randomVectors } from '../__fixtures__/randomProgram';
import { buildDesign } from './buildDesign';
import { evaluateDesign } from './evaluateDesign';

const seed = 21;
const ultraScale = 'xcvu13p-flga2577-2-e';
const options = { clockPeriodNs: 5, part: ultraScale };
const bytes = (count: number): { low: number; high: number }[] =>
  Array.from({ length: count }, () => ({ low: 0, high: 255 }));
const dense = (layer: string, rows: number[][]): ChainStep => ({
  kind: 'matvec',
  layer,
  inputs: rows.length,
  outputs: rows[0].length,
  data: rows.flat(),
});

describe('buildDesign', () => {
  it(`computes what the interpreter does for random programs, parts and clocks (seed ${seed})`, () => {
    const check = (programSeed: number, clockPeriodNs: number, part: string): void => {
      const program = randomProgram(programSeed);
      const x = randomVectors(program, 50, programSeed);
      const design = buildDesign(program, { clockPeriodNs, part });
      expect(evaluateDesign(design, x, 50)).toEqual(interpret(program, x, 50));
    };
    const part = fc.constantFrom(ultraScale, 'ice40hx8k-ct256');
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(1, 2.5, 10), part, check), {
      seed,
      numRuns: 200,
    });
  });

  it('makes a module per matvec, named by its layer, with the element-wise layers that follow', () => {
    const steps: ChainStep[] = [
      { kind: 'reshape', layer: 'flatten' },
      dense('hidden', [
        [1, 2],
        [3, 4],
      ]),
      { kind: 'relu', layer: 'relu' },
      dense('module', [[1], [-1]]),
    ];
    const design = buildDesign(chainProgram('net', bytes(2), steps), options);
    expect(design.modules.map(({ name, layers }) => [name, layers])).toEqual([
      ['hidden', ['flatten', 'hidden', 'relu']],
      ['module_', ['module']],
    ]);
  });

  it('gives ports in the widths of the intervals, element 0 lowest', () => {
    const design = buildDesign(
      chainProgram('net', bytes(2), [
        dense('d', [
          [1, -1],
          [0, 1],
        ]),
      ]),
      options,
    );
    expect(design.inputPorts).toEqual([
      { offset: 0, width: 8, signed: false, fraction: 0 },
      { offset: 8, width: 8, signed: false, fraction: 0 },
    ]);
    expect(design.outputPorts).toEqual([
      { offset: 0, width: 8, signed: false, fraction: 3 },
      { offset: 8, width: 9, signed: true, fraction: 3 },
    ]);
  });

  it('carries no bits between modules for units that nothing reads', () => {
    const steps = [
      dense('a', [
        [1, 1, 7],
        [2, 1, 7],
      ]),
      dense('b', [[1], [0], [1]]),
    ];
    const [first] = buildDesign(chainProgram('net', bytes(2), steps), options).modules;
    expect(first.output.map(({ width }) => width)).toEqual([10, 0, 12]);
  });

  it('adds the latencies of the modules and takes more cycles with a faster clock', () => {
    const steps = [
      dense('a', [
        [7, 5],
        [3, 9],
        [11, 6],
      ]),
      dense('b', [[5], [3]]),
    ];
    const program = chainProgram('net', bytes(3), steps);
    const fast = buildDesign(program, { clockPeriodNs: 1, part: ultraScale });
    const slow = buildDesign(program, { clockPeriodNs: 20, part: ultraScale });
    expect(fast.latencyCycles).toBe(fast.modules.reduce((sum, { latencyCycles }) => sum + latencyCycles, 0));
    expect(slow.latencyCycles).toBe(slow.modules.length);
    expect(fast.latencyCycles).toBeGreaterThan(slow.latencyCycles);
  });

  it('uses three-input adders only where the family has them', () => {
    const program = chainProgram('net', bytes(5), [dense('d', [[1], [1], [1], [1], [1]])]);
    const mostTerms = (part: string): number =>
      Math.max(
        ...buildDesign(program, { clockPeriodNs: 5, part }).modules[0].graph.nodes.map((node) =>
          node.kind === 'sum' ? node.terms.length : 0,
        ),
      );
    expect(mostTerms(ultraScale)).toBe(3);
    expect(mostTerms('ice40hx8k-ct256')).toBe(2);
  });

  it('refuses a part that it does not know, naming the nearest', () => {
    const program = chainProgram('net', bytes(1), [dense('d', [[1]])]);
    expect(() => buildDesign(program, { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-f' })).toThrow(
      /xcvu13p-flga2577-2-e/,
    );
  });

  it(`computes what the interpreter does for networks of windows, sets, residuals and products (seed ${seed})`, () => {
    const check = (networkSeed: number, clockPeriodNs: number, part: string): void => {
      const program = randomLayers(networkSeed, { products: true });
      const x = randomVectors(program, 40, networkSeed);
      const design = buildDesign(program, { clockPeriodNs, part });
      expect(evaluateDesign(design, x, 40)).toEqual(interpret(program, x, 40));
    };
    const part = fc.constantFrom(ultraScale, 'ice40hx8k-ct256');
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(1, 2.5, 10), part, check), {
      seed,
      numRuns: 150,
    });
  });

  it.each([
    [884, false],
    [1169, false],
    [8293, false],
    [616, true],
    [2537, true],
    [6517, true],
  ])(
    'reads tables that serve positions of different bounds (network %i, products %s)',
    (number, products) => {
      // Their modules' bounds, those of all positions together, are wider than the table of the layer.
      const program = randomLayers(number, { products });
      const x = randomVectors(program, 40, number);
      expect(evaluateDesign(buildDesign(program, options), x, 40)).toEqual(interpret(program, x, 40));
    },
  );
});

describe('layers at many positions', () => {
  const small = { signed: false, integer: 0, fraction: 4 };
  const weight = { signed: true, integer: 0, fraction: 3 };
  const bias = { signed: true, integer: 1, fraction: 7 };
  const relu = { function: 'relu', output: small };
  it('are one module with an instance for each position', () => {
    const design = buildDesign(
      programOf(
        [4, 3],
        [
          layer('phi', 'dense', ['input'], { units: 5, weight, bias }),
          layer('act', 'activation', ['phi'], relu),
          layer('mean', 'aggregate', ['act'], { function: 'mean', output: small }),
        ],
      ),
      options,
    );
    expect(design.modules.map(({ name, input }) => [name, input.length])).toEqual([
      ['phi', 3],
      ['mean', 20],
    ]);
    expect(design.instances.map(({ name, module }) => [name, module])).toEqual([
      ['layer_phi_0', 0],
      ['layer_phi_1', 0],
      ['layer_phi_2', 0],
      ['layer_phi_3', 0],
      ['layer_mean', 1],
    ]);
    const third = design.instances[2].inputs;
    expect(third.map((source) => ('element' in source ? source.element : undefined))).toEqual([6, 7, 8]);
  });

  it('have no instance where nothing reads the result', () => {
    const design = buildDesign(
      programOf(
        [3, 3, 1],
        [
          layer('conv', 'conv2d', ['input'], { filters: 2, size: [1, 1], weight, bias, output: small }),
          layer('pool', 'pool', ['conv'], { function: 'max', size: [2, 2] }),
        ],
      ),
      options,
    );
    // A pool of 2 x 2 leaves out the third row and column.
    expect(design.instances.map(({ name }) => name)).toEqual([
      'layer_conv_0_0',
      'layer_conv_0_1',
      'layer_conv_1_0',
      'layer_conv_1_1',
      'layer_pool',
    ]);
  });

  it('see zeros around an image, and a module holds for borders and middle alike', () => {
    const program = programOf(
      [2, 2, 1],
      [layer('conv', 'conv2d', ['input'], { filters: 1, size: [3, 3], padding: 'same', weight, bias })],
    );
    const { instances, modules } = buildDesign(program, options);
    expect(modules).toHaveLength(1);
    const zeros = instances.map(({ inputs }) =>
      inputs.flatMap((source, i) => ('constant' in source ? [i] : [])),
    );
    expect(zeros).toEqual([
      [0, 1, 2, 3, 6],
      [0, 1, 2, 5, 8],
      [0, 3, 6, 7, 8],
      [2, 5, 6, 7, 8],
    ]);
  });

  it('wait for each other: a residual add delays what comes early', () => {
    const design = buildDesign(
      programOf(
        [3],
        [
          layer('first', 'dense', ['input'], { units: 3, weight, bias, output: small }),
          layer('second', 'dense', ['first'], { units: 3, weight, bias, output: small }),
          layer('sum', 'add', ['second', 'first'], { output: small }),
        ],
      ),
      { clockPeriodNs: 1, part: ultraScale },
    );
    const [first, second] = design.modules;
    expect(design.modules).toHaveLength(2);
    expect(second.layers).toEqual(['second', 'sum']);
    expect(design.latencyCycles).toBe(first.latencyCycles + second.latencyCycles);
    expect(design.delayBits).toBe(0);
    const third = buildDesign(
      programOf(
        [3],
        [
          layer('first', 'dense', ['input'], { units: 3, weight, bias, output: small }),
          layer('sum', 'add', ['first', 'input'], {}),
        ],
      ),
      { clockPeriodNs: 1, part: ultraScale },
    );
    expect(third.modules.map(({ layers }) => layers)).toEqual([['first', 'sum']]);
  });

  it('delays what comes early in the top module where two ways differ in length', () => {
    const design = buildDesign(
      programOf(
        [4, 3],
        [
          layer('long', 'dense', ['input'], { units: 3, weight, bias, output: small }),
          layer('pool', 'pool', ['long'], { function: 'max', size: [2] }),
          layer('short', 'pool', ['input'], { function: 'max', size: [2] }),
          layer('both', 'add', ['pool', 'short'], {}),
        ],
      ),
      { clockPeriodNs: 1, part: ultraScale },
    );
    const starts = design.instances.map(({ name, startCycle }) => [name, startCycle]);
    expect(Object.fromEntries(starts)).toMatchObject({ layer_long_0: 0, layer_short_0: 0 });
    const [long, pool, short] = ['long', 'pool', 'short'].map((name) =>
      design.modules.find((module) => module.name === name)!,
    );
    const wait = long.latencyCycles + pool.latencyCycles - short.latencyCycles;
    const early = design.instances.flatMap(({ inputs }) =>
      inputs.flatMap((source) => ('element' in source && source.delayCycles > 0 ? [source.delayCycles] : [])),
    );
    expect(design.delayBits).toBeGreaterThan(0);
    expect(Math.max(...early)).toBeLessThanOrEqual(wait);
  });
});
