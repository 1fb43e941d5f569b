import type { IntegerProgram } from '@nx-codesign/ir';
import { chainProgram, type ChainStep } from './chainProgram';
import { RandomSource } from './randomSource';

export interface DenseShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly weightBits: number;
  readonly zeroPercent: number;
}

/** Signed weights of `weightBits` bits, symmetric, with the given share of zeros. */
export function randomWeights(
  random: RandomSource,
  { inputs, outputs, weightBits, zeroPercent }: DenseShape,
): number[] {
  const limit = 2 ** (weightBits - 1) - 1;
  return Array.from({ length: inputs * outputs }, () =>
    random.chance(zeroPercent) ? 0 : random.integer(-limit, limit),
  );
}

/** A small network of one to three dense layers with every kind of operation somewhere, by its seed. */
export function randomProgram(seed: number): IntegerProgram {
  const random = new RandomSource(seed);
  const sizes = Array.from({ length: random.integer(2, 4) }, () => random.integer(2, 8));
  const input = Array.from({ length: sizes[0] }, () => {
    const low = random.pick([0, 0, -8, -5, 3, -20]);
    return { low, high: low + random.pick([0, 1, 7, 15, 255]) };
  });
  const steps: ChainStep[] = random.chance(30) ? activation(random, 'input_activation') : [];
  sizes.slice(1).forEach((outputs, index) => {
    const layer = `dense${index + 1}`;
    const shape = {
      inputs: sizes[index],
      outputs,
      weightBits: random.integer(2, 7),
      zeroPercent: random.integer(0, 70),
    };
    steps.push({ kind: 'matvec', layer, inputs: sizes[index], outputs, data: randomWeights(random, shape) });
    if (random.chance(80)) {
      const constant = Array.from({ length: outputs }, () =>
        random.pick([0, 1, -1, random.integer(-300, 300)]),
      );
      steps.push({ kind: 'add', layer, constant });
    }
    steps.push(...activation(random, `act${index + 1}`));
  });
  return chainProgram(`random_${seed}`, input, steps);
}

function activation(random: RandomSource, layer: string): ChainStep[] {
  const shift = random.integer(-1, 5);
  const round = random.pick(['floor', 'half-up'] as const);
  const [unsigned, signed] = [
    { minimum: 0, maximum: 15 },
    { minimum: -16, maximum: 15 },
  ];
  const odd = { minimum: -random.integer(0, 9), maximum: random.integer(1, 20) };
  const quantize = (limits: { minimum: number; maximum: number }): ChainStep => ({
    kind: 'quantize',
    layer,
    shift,
    round,
    ...limits,
  });
  return random.pick<ChainStep[]>([
    [],
    [{ kind: 'reshape', layer }],
    [{ kind: 'relu', layer }],
    [{ kind: 'relu', layer }, quantize(unsigned)],
    [quantize(unsigned)],
    [quantize(signed)],
    [quantize(odd)],
    [{ kind: 'leakyRelu', layer, slopeShift: random.integer(1, 3) }, quantize(signed)],
    [quantize(signed), { kind: 'tableOf', layer, function: (x) => Math.floor((x * x) / 4) - 7 }],
    [quantize(signed), { kind: 'tableOf', layer, function: (x) => Math.abs(x) }, quantize(unsigned)],
  ]);
}

/** `[count, inputs]` integers within the program's input bounds; the first vectors are the corners. */
export function randomVectors(program: IntegerProgram, count: number, seed: number): Int32Array {
  const random = new RandomSource(seed);
  const { low, high } = program.operations[0];
  return Int32Array.from({ length: count * low.length }, (_, index) => {
    const [vector, i] = [Math.floor(index / low.length), index % low.length];
    return vector === 0 ? low[i] : vector === 1 ? high[i] : random.integer(low[i], high[i]);
  });
}
