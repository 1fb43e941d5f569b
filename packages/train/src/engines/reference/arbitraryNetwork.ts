import { formatAt, rangeOf, roundTo, trace, type Network, type Weights } from '@nx-codesign/ir';
import fc from 'fast-check';
import { growNetwork, signed, unsigned, type BlockDraw } from './growNetwork';

/** A network, weights for it, and examples on its input's grid. */
export interface Case {
  readonly network: Network;
  readonly weights: Weights;
  readonly x: Float32Array;
  readonly count: number;
}

const arbitraryInput = fc.record({
  shape: fc.constantFrom(
    ...[[1], [3], [8], [11], [2, 3], [3, 3], [5, 1], [6, 8]],
    ...[
      [4, 5, 1],
      [5, 4, 3],
      [6, 5, 2],
      [5, 5, 8],
      [3, 3, 9],
    ],
  ),
  format: fc.constantFrom(unsigned(0, 4), signed(0, 4), signed(2, 3), unsigned(3, 0)),
});

const arbitraryUnits = fc.integer({ min: 1, max: 13 });
const arbitraryPair = (...values: number[]): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values));

const arbitraryBlock: fc.Arbitrary<BlockDraw> = fc.record({
  kind: fc.nat({ max: 59 }),
  units: arbitraryUnits,
  size: arbitraryPair(1, 2, 3, 5),
  strides: arbitraryPair(1, 1, 2, 3),
  padding: fc.constantFrom('valid', 'same'),
  normalized: fc.boolean(),
  dropped: fc.boolean(),
  perChannel: fc.boolean(),
  activation: fc.nat({ max: 41 }),
  weight: fc.nat({ max: 3 }),
});

const arbitraryNetwork = (quantized: boolean) =>
  fc
    .record({
      input: arbitraryInput,
      blocks: fc.array(arbitraryBlock, { maxLength: 3 }),
      units: arbitraryUnits,
    })
    .map(({ input, blocks, units }) => growNetwork(input, blocks, { units, quantized }));

/** Float networks of up to three blocks of every kind of layer and a dense layer. */
export const floatNetwork = arbitraryNetwork(false);

/** The same, fully quantised. */
export const quantizedNetwork = arbitraryNetwork(true);

/** A network with weights and examples drawn from a seed. */
export function arbitraryCase(network: fc.Arbitrary<Network>): fc.Arbitrary<Case> {
  return fc
    .record({
      network,
      count: fc.integer({ min: 1, max: 9 }),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    })
    .map(({ network: drawn, count, seed }) => {
      const random = numbersFrom(seed);
      return {
        network: drawn,
        count,
        weights: drawWeights(drawn, random),
        x: drawInputs(drawn, count, random),
      };
    });
}

/** Weights rounded to their formats, as deployed. */
export function onGrid(network: Network, weights: Weights): Weights {
  const rounded = { ...weights };
  const { operations } = trace(network);
  for (const operation of operations) {
    if (operation.kind !== 'quantize') continue;
    const constant = operations[operation.x];
    if (constant.kind !== 'constant') continue;
    const { shape, data } = weights[constant.tensor];
    rounded[constant.tensor] = {
      shape,
      data: data.map((value, i) => roundTo(value, formatAt(operation.format, i))),
    };
  }
  return rounded;
}

function drawWeights(network: Network, random: () => number): Weights {
  const constants = trace(network).operations.flatMap((operation) =>
    operation.kind === 'constant' ? [operation] : [],
  );
  return Object.fromEntries(
    constants.map(({ tensor, shape }) => {
      const length = shape.reduce((product, size) => product * size, 1);
      const shift = tensor.endsWith('/variance') ? 1.5 : 0;
      return [tensor, { shape, data: Float32Array.from({ length }, () => shift + 2 * random() - 1) }];
    }),
  );
}

function drawInputs({ input }: Network, count: number, random: () => number): Float32Array {
  const { low, high } = rangeOf(input.format);
  const length = count * input.shape.reduce((product, size) => product * size, 1);
  return Float32Array.from(
    { length },
    () => Math.floor(low + random() * (high - low + 1)) * 2 ** -input.format.fraction,
  );
}

/** Uniform numbers in 0..1 (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
