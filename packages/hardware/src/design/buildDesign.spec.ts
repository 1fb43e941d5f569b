import { CodesignError, interpret } from '@nx-codesign/ir';
import fc from 'fast-check';
import { chainProgram, type ChainStep } from '../__fixtures__/chainProgram';
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

  it('refuses a program that is not a chain', () => {
    const program = chainProgram('net', bytes(1), [dense('d', [[1]]), { kind: 'relu', layer: 'r' }]);
    const branched = {
      ...program,
      operations: program.operations.map((op) => ('x' in op ? { ...op, x: 0 } : op)),
    };
    expect(() => buildDesign(branched, options)).toThrow(CodesignError);
  });
});
