import {
  rangeOf,
  roundTo,
  trace,
  type Fixed,
  type LayerNode,
  type Network,
  type Weights,
} from '@nx-codesign/ir';
import fc from 'fast-check';

/** A network, weights for it, and examples on its input's grid. */
export interface Case {
  readonly network: Network;
  readonly weights: Weights;
  readonly x: Float32Array;
  readonly count: number;
}

const signed = (integer: number, fraction: number): Fixed => ({ signed: true, integer, fraction });
const unsigned = (integer: number, fraction: number): Fixed => ({ signed: false, integer, fraction });

type Chain = readonly { readonly kind: string; readonly config: Record<string, unknown> }[];

const arbitraryInput = fc.record({
  shape: fc.constantFrom([1], [3], [8], [11], [2, 3], [3, 3]),
  format: fc.constantFrom(unsigned(0, 4), signed(0, 4), signed(2, 3), unsigned(3, 0)),
});

const arbitraryUnits = fc.integer({ min: 1, max: 13 });

/** Layers of a hidden block of a float network: dense, perhaps normalised, perhaps bent. */
const floatBlock = fc
  .record({
    units: arbitraryUnits,
    normalized: fc.boolean(),
    bend: fc.constantFrom('identity', 'relu', 'leakyRelu', 'tanh', 'sigmoid'),
  })
  .map(({ units, normalized, bend }): Chain => [
    { kind: 'dense', config: { units } },
    ...(normalized ? [{ kind: 'batchNorm', config: {} }] : []),
    { kind: 'activation', config: { function: bend } },
  ]);

/** As above, fully quantised; the bias's format is completed by `completeBiases`. */
const quantizedBlock = fc
  .record({
    units: arbitraryUnits,
    weight: fc.constantFrom(signed(0, 1), signed(0, 3), signed(1, 4), signed(0, 7)),
    activation: fc.constantFrom<Chain[number]['config']>(
      { function: 'identity', output: signed(2, 4) },
      { function: 'relu', output: unsigned(2, 3) },
      { function: 'relu', output: unsigned(-1, 4) },
      { function: 'relu' },
      { function: 'leakyRelu', slopeShift: 2, output: signed(2, 3) },
      { function: 'tanh', output: signed(0, 5) },
      { function: 'sigmoid', output: unsigned(0, 6) },
    ),
  })
  .map(({ units, weight, activation }): Chain => {
    const tabulated = activation.function === 'tanh' || activation.function === 'sigmoid';
    const output = tabulated ? { output: signed(2, 4) } : {};
    return [
      { kind: 'dense', config: { units, weight, ...output } },
      { kind: 'activation', config: activation },
    ];
  });

const arbitraryChain = (block: fc.Arbitrary<Chain>, last: fc.Arbitrary<Chain>) =>
  fc
    .record({ input: arbitraryInput, blocks: fc.array(block, { maxLength: 2 }), last })
    .map(({ input, blocks, last: end }) => chain(input, [...blocks.flat(), ...end]));

/** Float networks of up to three dense layers. */
export const floatNetwork = arbitraryChain(
  floatBlock,
  arbitraryUnits.map((units): Chain => [{ kind: 'dense', config: { units } }]),
);

/** Fully quantised networks of up to three dense layers, the last of which leaves exact sums or rounds them. */
export const quantizedNetwork = arbitraryChain(
  quantizedBlock,
  fc
    .record({ units: arbitraryUnits, output: fc.constantFrom(undefined, signed(3, 2)) })
    .map(({ units, output }): Chain => [{ kind: 'dense', config: { units, weight: signed(0, 4), output } }]),
).map(completeBiases);

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
    rounded[constant.tensor] = { shape, data: data.map((value) => roundTo(value, operation.format)) };
  }
  return rounded;
}

function chain(input: Network['input'], layers: Chain): Network {
  const flat = input.shape.length === 1 ? [] : [{ kind: 'flatten', config: {} }];
  const nodes = [...flat, ...layers].map(({ kind, config }, i): LayerNode => {
    const definedOnly = Object.entries(config).filter(([, value]) => value !== undefined);
    const inputs = [i === 0 ? 'input' : `layer${i - 1}`];
    return { name: `layer${i}`, kind, inputs, config: Object.fromEntries(definedOnly) };
  });
  return { name: 'arbitrary', input, layers: nodes, output: `layer${nodes.length - 1}` };
}

/**
 * Biases get the fraction of their layer's sums: that of its input plus that of its weights. Their range is half of
 * what `drawWeights` draws from, so that some saturate.
 */
function completeBiases(network: Network): Network {
  let fraction = network.input.format.fraction;
  const layers = network.layers.map((layer): LayerNode => {
    const { weight, output, slopeShift } = layer.config as {
      weight?: Fixed;
      output?: Fixed;
      slopeShift?: number;
    };
    const sum = fraction + (weight?.fraction ?? 0) + (slopeShift ?? 0);
    fraction = output?.fraction ?? sum;
    if (layer.kind !== 'dense') return layer;
    return { ...layer, config: { ...layer.config, bias: signed(-1, sum) } };
  });
  return { ...network, layers };
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
