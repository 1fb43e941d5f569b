/**
 * One meaning, two readings: random quantised networks, computed by lowering and interpreting them, against a float
 * simulation of the traced program (what training computes) and against a reference in big integers.
 */
import fc from 'fast-check';
import { costsOf } from './costs/costsOf';
import { type Fixed, rangeOf, widthOf } from './fixed';
import type { IntegerOperation, IntegerOperationKind, IntegerProgram } from './integerProgram';
import { interpret } from './interpreter/interpret';
import { lower } from './lowering/lower';
import type { LayerNode, Network, Weights } from './network';
import { readNetwork, writeNetwork } from './networkFile/networkFile';
import { networkHash } from './networkFile/networkHash';
import type { Operation, OperationKind, Program } from './program';
import { elementsOf } from './shapes';
import { trace } from './trace';
import { weightShapes } from './weightShapes';

/* Random networks */

interface Case {
  readonly network: Network;
  readonly weights: Weights;
  readonly x: Int32Array;
  readonly count: number;
}

const count = 7;

const format = (minimumBits: number, maximumBits: number): fc.Arbitrary<Fixed> =>
  fc
    .record({
      signed: fc.boolean(),
      bits: fc.integer({ min: minimumBits, max: maximumBits }),
      fraction: fc.integer({ min: -1, max: 6 }),
    })
    .map(({ signed, bits, fraction }) => ({ signed, integer: bits - fraction - (signed ? 1 : 0), fraction }));

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const block = fc.record({
  units: fc.integer({ min: 1, max: 5 }),
  weight: format(1, 6),
  biasBits: fc.integer({ min: 1, max: 7 }),
  biasCoarser: fc.integer({ min: 0, max: 2 }),
  sums: optional(format(1, 9)),
  name: fc.constantFrom('none', 'identity', 'relu', 'leakyRelu', 'tanh', 'sigmoid'),
  slopeShift: fc.integer({ min: 1, max: 3 }),
  tableInput: format(1, 9),
  output: optional(format(1, 7)),
  tableOutput: format(1, 9),
});

/** Layers of a network, and the fraction of its last value, which the next bias format builds on. */
interface Growing {
  readonly layers: readonly LayerNode[];
  readonly fraction: number;
}

function grow(
  { layers, fraction }: Growing,
  part: typeof block extends fc.Arbitrary<infer T> ? T : never,
): Growing {
  const { name, units, weight, sums, output, slopeShift } = part;
  const isTable = name === 'tanh' || name === 'sigmoid';
  const sumFraction = fraction + weight.fraction;
  const biasFraction = sumFraction - part.biasCoarser;
  const bias = { signed: true, integer: part.biasBits - 1 - biasFraction, fraction: biasFraction };
  const rounded = isTable ? part.tableInput : sums;
  const index = layers.length;
  const source = layers.at(-1)?.name ?? 'input';
  const dense = {
    name: `dense${index}`,
    kind: 'dense',
    inputs: [source],
    config: { units, weight, bias, ...(rounded && { output: rounded }) },
  };
  const after = rounded?.fraction ?? sumFraction;
  if (name === 'none') return { layers: [...layers, dense], fraction: after };
  const result = isTable ? part.tableOutput : output;
  const activation = {
    name: `act${index}`,
    kind: 'activation',
    inputs: [dense.name],
    config: {
      function: name,
      ...(name === 'leakyRelu' && { slopeShift }),
      ...(result && { output: result }),
    },
  };
  const scaled = name === 'leakyRelu' ? after + slopeShift : after;
  return { layers: [...layers, dense, activation], fraction: result?.fraction ?? scaled };
}

const caseOf: fc.Arbitrary<Case> = fc
  .record({
    shape: fc.constantFrom([1], [4], [2, 3]),
    input: format(1, 6),
    blocks: fc.array(block, { minLength: 1, maxLength: 3 }),
    noise: fc.nat(),
    zeros: fc.constantFrom(0, 2, 5),
  })
  .map(({ shape, input, blocks, noise, zeros }) => {
    const flat = { name: 'flat', kind: 'flatten', inputs: ['input'], config: {} };
    const start: Growing = { layers: shape.length > 1 ? [flat] : [], fraction: input.fraction };
    const { layers } = blocks.reduce(grow, start);
    const network = { name: 'net', input: { shape, format: input }, layers, output: layers.at(-1)!.name };
    const next = congruential(noise);
    const draw = (bounds: Fixed) => {
      const { low, high } = rangeOf(bounds);
      return low + (next() % (high - low + 1));
    };
    const weights = weightsOf(network, (bounds) => (next() % 6 < zeros ? 0 : draw(bounds)));
    const x = Int32Array.from({ length: count * elementsOf(shape) }, () => draw(input));
    return { network, weights, x, count };
  });

/** Pseudo-random integers below 2^15: the high bits of a linear congruential generator (Knuth, TAOCP 2, 3.3.4). */
function congruential(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 17;
  };
}

/** Values on their grids; `draw` gives the integers (0 lies in every format). */
function weightsOf(network: Network, draw: (format: Fixed) => number): Weights {
  const formats = new Map<string, Fixed>();
  const { operations } = trace(network);
  for (const operation of operations) {
    if (operation.kind !== 'quantize') continue;
    const source = operations[operation.x];
    if (source.kind === 'constant') formats.set(source.tensor, operation.format);
  }
  const entries = Object.entries(weightShapes(network)).map(([name, shape]) => {
    const bounds = formats.get(name)!;
    const data = Float32Array.from({ length: elementsOf(shape) }, () => draw(bounds) * 2 ** -bounds.fraction);
    return [name, { shape, data }];
  });
  return Object.fromEntries(entries);
}

/* Float simulation of the traced program */

type Simulation = {
  readonly [K in OperationKind]: (
    operation: Extract<Operation, { kind: K }>,
    context: { values: number[][]; weights: Weights; x: number[] },
  ) => number[];
};

const functions = { tanh: Math.tanh, sigmoid: (x: number) => 1 / (1 + Math.exp(-x)) };

function round(value: number, { signed, integer, fraction }: Fixed): number {
  const step = 2 ** -fraction;
  const highest = 2 ** integer - step;
  return Math.min(highest, Math.max(signed ? -(2 ** integer) : 0, Math.floor(value / step + 0.5) * step));
}

const simulation: Simulation = {
  input: (_operation, { x }) => x,
  constant: ({ tensor }, { weights }) => [...weights[tensor].data],
  matvec: ({ x, kernel, shape: [outputs] }, { values }) =>
    Array.from({ length: outputs }, (_, j) =>
      values[x].reduce((sum, value, i) => sum + value * values[kernel][i * outputs + j], 0),
    ),
  add: ({ a, b }, { values }) => values[a].map((value, i) => value + values[b][i]),
  normalize: () => {
    throw new Error('not in a quantised network');
  },
  relu: ({ x }, { values }) => values[x].map((value) => (value < 0 ? 0 : value)),
  leakyRelu: ({ x, slopeShift }, { values }) =>
    values[x].map((value) => (value < 0 ? value / 2 ** slopeShift : value)),
  table: ({ x, function: name, output }, { values }) =>
    values[x].map((value) => round(functions[name](value), output!)),
  reshape: ({ x }, { values }) => values[x],
  quantize: ({ x, format: bounds }, { values }) => values[x].map((value) => round(value, bounds)),
};

function simulate(program: Program, weights: Weights, x: number[]): number[] {
  const values: number[][] = [];
  for (const operation of program.operations) {
    const rule = simulation[operation.kind] as (operation: Operation, context: object) => number[];
    values.push(rule(operation, { values, weights, x }));
  }
  return values[program.output];
}

/* Reference in big integers */

type Reference = {
  readonly [K in IntegerOperationKind]: (
    operation: Extract<IntegerOperation, { kind: K }>,
    values: bigint[][],
    x: bigint[],
  ) => bigint[];
};

const clamp = (value: bigint, low: bigint, high: bigint) => (value < low ? low : value > high ? high : value);

const reference: Reference = {
  input: (_operation, _values, x) => x,
  matvec: ({ x, kernel: { outputs, data } }, values) =>
    Array.from({ length: outputs }, (_, j) =>
      values[x].reduce((sum, value, i) => sum + value * BigInt(data[i * outputs + j]), 0n),
    ),
  add: ({ x, constant }, values) => values[x].map((value, i) => value + BigInt(constant[i])),
  relu: ({ x }, values) => values[x].map((value) => (value < 0n ? 0n : value)),
  leakyRelu: ({ x, slopeShift }, values) =>
    values[x].map((value) => (value < 0n ? value : value << BigInt(slopeShift))),
  table: ({ x, inputLow, entries }, values) =>
    values[x].map((value) => BigInt(entries[Number(value) - inputLow])),
  reshape: ({ x }, values) => values[x],
  quantize: ({ x, shift, round: rounding, minimum, maximum }, values) =>
    values[x].map((value) => {
      const half = rounding === 'half-up' && shift > 0 ? 1n << BigInt(shift - 1) : 0n;
      // The shift of a negative big integer goes towards minus infinity.
      return clamp((value + half) >> BigInt(shift), BigInt(minimum), BigInt(maximum));
    }),
};

function referenceValues(program: IntegerProgram, x: bigint[]): bigint[][] {
  const values: bigint[][] = [];
  for (const operation of program.operations) {
    const rule = reference[operation.kind] as (
      operation: IntegerOperation,
      values: bigint[][],
      x: bigint[],
    ) => bigint[];
    values.push(rule(operation, values, x));
  }
  return values;
}

const vectorsOf = ({ x, count: vectors }: Case): number[][] =>
  Array.from({ length: vectors }, (_, v) => [
    ...x.subarray((v * x.length) / vectors, ((v + 1) * x.length) / vectors),
  ]);

describe('a random quantised network', () => {
  it('computes, in integers, what the float simulation of its trace computes (seed 21)', () => {
    fc.assert(
      fc.property(caseOf, (sample) => {
        const { network, weights, x } = sample;
        const program = lower(network, weights);
        const scale = 2 ** -program.operations[program.output].fraction;
        const traced = trace(network);
        const inputScale = 2 ** -network.input.format.fraction;
        const expected = vectorsOf(sample).flatMap((vector) =>
          simulate(
            traced,
            weights,
            vector.map((integer) => integer * inputScale),
          ),
        );
        // `+ 0` turns the simulation's -0 into 0.
        expect([...interpret(program, x, count)].map((integer) => integer * scale + 0)).toEqual(
          expected.map((value) => value + 0),
        );
      }),
      { seed: 21, numRuns: 1000 },
    );
  });

  it('computes the same in big integers, every value within its interval (seed 22)', () => {
    fc.assert(
      fc.property(caseOf, (sample) => {
        const program = lower(sample.network, sample.weights);
        const outputs = vectorsOf(sample).flatMap((vector) => {
          const values = referenceValues(program, vector.map(BigInt));
          values.forEach((value, id) => {
            const { low, high } = program.operations[id];
            expect(value.every((element, i) => element >= low[i] && element <= high[i])).toBe(true);
          });
          return values[program.output].map(Number);
        });
        expect([...interpret(program, sample.x, count)]).toEqual(outputs);
      }),
      { seed: 22, numRuns: 500 },
    );
  });

  it('reaches both ends of every sum of its first layer (seed 23)', () => {
    fc.assert(
      fc.property(caseOf, ({ network, weights }) => {
        const program = lower(network, weights);
        const product = program.operations.find(({ kind }) => kind === 'matvec');
        if (product?.kind !== 'matvec') throw new Error('every network starts with a dense layer');
        const { low, high } = rangeOf(network.input.format);
        const { inputs, outputs, data } = product.kernel;
        for (let j = 0; j < outputs; j++) {
          const column = Array.from({ length: inputs }, (_, i) => data[i * outputs + j]);
          const least = column.reduce((sum, weight) => sum + Math.min(weight * low, weight * high), 0);
          const most = column.reduce((sum, weight) => sum + Math.max(weight * low, weight * high), 0);
          expect([product.low[j], product.high[j]]).toEqual([least, most]);
        }
      }),
      { seed: 23 },
    );
  });

  it('survives its files bit for bit, with the same hash (seed 24)', () => {
    fc.assert(
      fc.property(caseOf, ({ network, weights }) => {
        const files = writeNetwork(network, weights);
        const read = readNetwork(files['network.json'], files['weights.safetensors']);
        expect(read).toEqual({ network, weights });
        expect(networkHash(read.network, read.weights)).toBe(networkHash(network, weights));
      }),
      { seed: 24 },
    );
  });

  it('costs at least as many effective as non-zero products and never more than at full widths (seed 25)', () => {
    fc.assert(
      fc.property(caseOf, ({ network, weights }) => {
        const { ebops, bops, layers } = costsOf(network, weights);
        expect(layers.reduce((sum, layer) => sum + layer.ebops!, 0)).toBe(ebops);
        expect(layers.reduce((sum, layer) => sum + layer.bops, 0)).toBeCloseTo(bops, 6);
        expect(ebops).toBeLessThanOrEqual(bops);
      }),
      { seed: 25 },
    );
  });
});

test('the random networks cover every operation and both roundings', () => {
  const seen = new Set<string>();
  for (const { network, weights } of fc.sample(caseOf, { seed: 26, numRuns: 200 })) {
    for (const operation of lower(network, weights).operations) {
      seen.add(operation.kind);
      if (operation.kind === 'quantize') seen.add(operation.round);
    }
    expect(widthOf(network.input.format)).toBeGreaterThan(0);
  }
  const expected = [
    'input',
    'matvec',
    'add',
    'relu',
    'leakyRelu',
    'table',
    'reshape',
    'quantize',
    'floor',
    'half-up',
  ];
  expect([...seen].sort()).toEqual(expected.sort());
});
