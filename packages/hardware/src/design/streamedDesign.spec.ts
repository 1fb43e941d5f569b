import { interpret } from '@nx-codesign/ir';
import fc from 'fast-check';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomVectors } from '../__fixtures__/randomProgram';
import { layer, programOf } from '../__fixtures__/networkOf';
import { buildDesign } from './buildDesign';
import type { ElementSource } from './design';
import { evaluateDesign } from './evaluateDesign';
import { legalReuseFactors } from './inputStream';
import { simulateDesign } from './simulateDesign';

const seed = 29;
const vectors = 8;
const options = { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-e' };
const small = { signed: false, integer: 0, fraction: 4 };
const weight = { signed: true, integer: 0, fraction: 3 };
const bias = { signed: true, integer: 1, fraction: 7 };

/** First cycles of vectors with gaps of no clock, some, and more than a whole vector between them. */
function startsWithGaps(interval: number): number[] {
  const gaps = [0, 0, 1, 3, 0, interval, 2 * interval + 1, 0];
  let next = 0;
  return gaps.map((gap) => {
    const start = next + gap;
    next = start + interval;
    return start;
  });
}

/** A random network, and one of the factors above 1 that it can be built with; undefined if there is none. */
function randomStreamed(networkSeed: number, choice: number, clockPeriodNs: number) {
  const program = randomLayers(networkSeed, { products: true });
  const factors = legalReuseFactors(program).slice(1);
  if (factors.length === 0) {
    return undefined;
  }
  const reuseFactor = factors[choice % factors.length];
  const x = randomVectors(program, vectors, networkSeed);
  const design = buildDesign(program, { ...options, clockPeriodNs, reuseFactor });
  return { design, x, expected: interpret(program, x, vectors) };
}

const set = [
  layer('phi', 'dense', ['input'], { units: 5, weight, bias, output: small }),
  layer('mean', 'aggregate', ['phi'], { function: 'mean', output: small }),
  layer('rho', 'dense', ['mean'], { units: 2, weight, bias }),
];
const image = [layer('conv', 'conv2d', ['input'], { filters: 2, size: [3, 3], weight, bias, output: small })];
const padded = [
  layer('conv', 'conv2d', ['input'], { filters: 1, size: [3, 3], padding: 'same', weight, bias }),
];

describe('a design with a reuse factor', () => {
  it(`gives what the interpreter gives for each vector, one after the other and with gaps (seed ${seed})`, () => {
    const check = (networkSeed: number, choice: number, clockPeriodNs: number): void => {
      const streamed = randomStreamed(networkSeed, choice, clockPeriodNs);
      fc.pre(streamed !== undefined);
      const { design, x, expected } = streamed;
      expect(evaluateDesign(design, x, vectors)).toEqual(expected);
      const starts = startsWithGaps(design.initiationInterval);
      expect(evaluateDesign(design, x, vectors, starts)).toEqual(expected);
    };
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(5), fc.constantFrom(1, 2.5, 10), check), {
      seed,
      numRuns: 100,
    });
  });

  it('has an instance for every so many positions, each used so many times', () => {
    const counts = (reuseFactor: number): string[] =>
      buildDesign(programOf([8, 3], set), { ...options, reuseFactor }).instances.map(
        ({ name, uses }) => `${name} x ${uses.length}`,
      );
    const shared = ['layer_mean_beat x 4', 'layer_mean_total x 4', 'layer_mean x 1', 'layer_rho x 1'];
    expect(counts(4)).toEqual(['layer_phi_lane0 x 4', 'layer_phi_lane1 x 4', ...shared]);
    expect(counts(8)).toEqual(['layer_phi x 8', 'layer_mean_total x 8', 'layer_mean x 1', 'layer_rho x 1']);
  });

  it('takes a beat of positions in each clock, and says which', () => {
    const { beats, handshake, inputPorts, initiationInterval } = buildDesign(programOf([4, 2], set), {
      ...options,
      reuseFactor: 2,
    });
    expect(beats).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    expect([inputPorts.length, initiationInterval]).toEqual([4, 2]);
    expect(handshake).toEqual({ start: 'start', valid: 'valid' });
  });

  it('reads a window as the stream some clocks ago: rows are a row of clocks apart', () => {
    const { instances, selectionBits } = buildDesign(programOf([5, 4, 1], image), {
      ...options,
      reuseFactor: 20,
    });
    expect(instances).toHaveLength(1);
    const [{ inputs, startCycle, uses }] = instances;
    const delays = inputs.map((source) => ('delayCycles' in source ? source.delayCycles : undefined));
    expect(delays).toEqual([10, 9, 8, 6, 5, 4, 2, 1, 0]);
    expect(startCycle).toBe(10);
    // Windows begin in 2 of 4 columns and 3 of 5 rows.
    expect(uses.map(({ phase }) => phase)).toEqual([0, 1, 4, 5, 8, 9]);
    expect(uses[3].position).toEqual([1, 1]);
    expect(selectionBits).toBe(0);
  });

  it('reads zeros around an image by the phase', () => {
    const { instances } = buildDesign(programOf([3, 3, 1], padded), { ...options, reuseFactor: 9 });
    expect(instances).toHaveLength(1);
    const zeros = instances[0].inputs.map((source) =>
      'phases' in source ? source.phases.flatMap((each, phase) => ('constant' in each ? [phase] : [])) : [],
    );
    expect(zeros).toEqual([
      [0, 1, 2, 3, 6],
      [0, 1, 2],
      [0, 1, 2, 5, 8],
      [0, 3, 6],
      [],
      [2, 5, 8],
      [0, 3, 6, 7, 8],
      [6, 7, 8],
      [2, 5, 6, 7, 8],
    ]);
  });

  it('begins a sum anew with each vector, at the constant that is added to it', () => {
    const sum = [
      layer('sum', 'aggregate', ['input'], {
        function: 'sum',
        output: { ...small, integer: 1, fraction: 2 },
      }),
    ];
    const { instances, modules } = buildDesign(programOf([4, 1], sum), { ...options, reuseFactor: 4 });
    expect(modules.map(({ name }) => name)).toEqual(['sum_total', 'sum']);
    const [, running] = instances[0].inputs;
    // Rounding from 4 to 2 bits after the point adds half of 4.
    expect(running).toEqual({
      phases: [{ constant: 2 }, ...[1, 2, 3].map(() => ({ instance: 0, element: 0, delayCycles: 0 }))],
    });
  });

  it('costs less logic with each doubling for a set', () => {
    const bits = [1, 2, 4, 8].map((reuseFactor) => {
      const { modules, instances } = buildDesign(programOf([8, 3], set), { ...options, reuseFactor });
      return instances.reduce((sum, { module }) => sum + modules[module].adderBits, 0);
    });
    expect([...bits].sort((a, b) => b - a)).toEqual(bits);
    expect(bits[3]).toBeLessThan(bits[0] / 3);
  });

  it('is not the same design if a phase is off by one: each such fault shows', () => {
    const later = (source: ElementSource): ElementSource =>
      'phases' in source ? { phases: [...source.phases.slice(-1), ...source.phases.slice(0, -1)] } : source;
    for (const layers of [padded, set]) {
      const program = programOf(layers === set ? [8, 3] : [3, 3, 1], layers);
      const design = buildDesign(program, { ...options, reuseFactor: layers === set ? 8 : 9 });
      const phased = design.instances.flatMap(({ inputs }, index) => (inputs.some(isPhased) ? [index] : []));
      const x = randomVectors(program, 20, seed);
      const expected = [...interpret(program, x, 20)];
      const starts = Array.from({ length: 20 }, (_, vector) => vector * design.initiationInterval);
      expect(simulateDesign(design, x, starts)).toEqual(expected);
      expect(phased.length).toBeGreaterThan(0);
      for (const broken of phased) {
        const instances = design.instances.map((instance, index) =>
          index === broken ? { ...instance, inputs: instance.inputs.map(later) } : instance,
        );
        expect(simulateDesign({ ...design, instances }, x, starts)).not.toEqual(expected);
      }
    }
  });

  it('has no known result a clock too early', () => {
    const program = programOf([8, 3], set);
    const design = buildDesign(program, { ...options, reuseFactor: 8 });
    const early = { ...design, latencyCycles: design.latencyCycles - 1 };
    expect(() => evaluateDesign(early, randomVectors(program, 2, seed), 2)).toThrow(
      expect.objectContaining({ code: 'hardware.unknownResult' }),
    );
  });

  it('does not take vectors faster than its interval', () => {
    const program = programOf([8, 3], set);
    const design = buildDesign(program, { ...options, reuseFactor: 8 });
    expect(() => evaluateDesign(design, randomVectors(program, 2, seed), 2, [0, 7])).toThrow(
      expect.objectContaining({ code: 'hardware.tooSoon', message: expect.stringContaining('7') }),
    );
  });
});

function isPhased(source: ElementSource): boolean {
  return 'phases' in source;
}
