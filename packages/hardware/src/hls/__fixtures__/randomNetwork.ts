import { interpret, lower, type Fixed, type LayerNode, type Network, type Weights } from '@nx-codesign/ir';
import fc from 'fast-check';

/** A quantised network with weights on their grids, and stimuli in its input format. */
export interface Example {
  readonly network: Network;
  readonly weights: Weights;
  readonly count: number;
  readonly stimuli: Int32Array;
}

type Activation = 'none' | 'relu' | 'leakyRelu' | 'tanh' | 'sigmoid';

interface LayerDraw {
  readonly units: number;
  readonly activation: Activation;
  readonly weight: Fixed;
  readonly output: Fixed;
  readonly activationOutput: Fixed;
  readonly slopeShift: number;
  readonly roundsSums: boolean;
}

/** A format of `bits` bits whose point may lie right of them or left of them (negative integer bits). */
const format = (bits: { min: number; max: number }, signed: fc.Arbitrary<boolean>): fc.Arbitrary<Fixed> =>
  fc
    .record({ width: fc.integer(bits), integer: fc.integer({ min: -2, max: 3 }), signed })
    .map(({ width, integer, signed: isSigned }) => ({
      signed: isSigned,
      integer,
      fraction: width - integer - (isSigned ? 1 : 0),
    }));

const layer: fc.Arbitrary<LayerDraw> = fc.record({
  units: fc.integer({ min: 1, max: 9 }),
  activation: fc.constantFrom<Activation>('none', 'relu', 'leakyRelu', 'tanh', 'sigmoid'),
  weight: format({ min: 2, max: 8 }, fc.constant(true)),
  output: format({ min: 3, max: 8 }, fc.constant(true)),
  activationOutput: format({ min: 2, max: 8 }, fc.boolean()),
  slopeShift: fc.integer({ min: 1, max: 5 }),
  roundsSums: fc.boolean(),
});

/**
 * Networks of one to three dense layers: narrow outputs, so that many values saturate; a third of the weights zero
 * and sometimes a whole column; formats with negative integer bits; all activation functions.
 */
export const randomNetwork: fc.Arbitrary<Example> = fc
  .record({
    inputs: fc.integer({ min: 1, max: 9 }),
    input: format({ min: 2, max: 9 }, fc.boolean()),
    layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
    noise: fc.noShrink(fc.infiniteStream(fc.integer({ min: 0, max: 0x7fffffff }))),
  })
  .map(({ inputs, input, layers, noise }) => {
    const next = (low: number, high: number) => low + ((noise.next().value as number) % (high - low + 1));
    return exampleOf({ inputs, input, layers }, next);
  });

function exampleOf(
  { inputs, input, layers }: { inputs: number; input: Fixed; layers: readonly LayerDraw[] },
  next: (low: number, high: number) => number,
): Example {
  const nodes: LayerNode[] = [];
  const weights: Record<string, Weights[string]> = {};
  let fraction = input.fraction;
  let last = 'input';
  let width = inputs;
  layers.forEach((draw, index) => {
    const name = `dense${index}`;
    const tabulated = draw.activation === 'tanh' || draw.activation === 'sigmoid';
    const output = draw.roundsSums || tabulated ? { output: draw.output } : {};
    const sum = fraction + draw.weight.fraction;
    const bias = { signed: true, integer: 7 - sum, fraction: sum };
    nodes.push({ name, kind: 'dense', inputs: [last], config: { units: draw.units, weight: draw.weight, bias, ...output } });
    const dead = next(0, 2 * draw.units);
    weights[`${name}/kernel`] = tensor([width, draw.units], draw.weight, (i) =>
      i % draw.units === dead || next(0, 2) === 0 ? 0 : next(...ends(draw.weight)),
    );
    weights[`${name}/bias`] = tensor([draw.units], bias, () => next(-128, 127));
    [last, width, fraction] = [name, draw.units, output.output?.fraction ?? sum];
    if (draw.activation === 'none') return;
    const activation = `${draw.activation}${index}`;
    const { activationOutput: given, slopeShift } = draw;
    const config = { function: draw.activation, output: given, ...(draw.activation === 'leakyRelu' ? { slopeShift } : {}) };
    nodes.push({ name: activation, kind: 'activation', inputs: [last], config });
    [last, fraction] = [activation, given.fraction];
  });
  const network = { name: 'random network', input: { shape: [inputs], format: input }, layers: nodes, output: last };
  const count = 60;
  const [low, high] = ends(input);
  const corners = [low, high, 0, -1].filter((integer) => integer >= low && integer <= high);
  const stimuli = Int32Array.from({ length: count * inputs }, (_, i) =>
    i < corners.length * inputs ? corners[Math.floor(i / inputs)] : next(low, high),
  );
  return { network, weights, count, stimuli };
}

/** The program of an example and what the interpreter says about its stimuli. */
export function judged({ network, weights, stimuli, count }: Example) {
  const program = lower(network, weights);
  return { program, expected: interpret(program, stimuli, count) };
}

function ends({ signed, integer, fraction }: Fixed): [number, number] {
  const magnitude = 2 ** (integer + fraction);
  return [signed ? -magnitude : 0, magnitude - 1];
}

function tensor(shape: readonly number[], { fraction }: Fixed, integerAt: (i: number) => number): Weights[string] {
  const length = shape.reduce((a, b) => a * b, 1);
  return { shape, data: Float32Array.from({ length }, (_, i) => integerAt(i) * 2 ** -fraction) };
}
