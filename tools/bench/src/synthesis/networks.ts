import { weightShapes, type LayerNode, type Network, type Tensor, type Weights } from '@nx-codesign/ir';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A network of integers that is built and checked. */
export interface Subject {
  readonly name: string;
  readonly task: 'classification' | 'regression';
  readonly outputs: number;
  readonly network: Network;
}

const weightBits = 6;
const activationBits = 6;
const formats = {
  weight: { signed: true, integer: 0, fraction: weightBits - 1 },
  bias: { signed: true, integer: 1, fraction: weightBits - 1 },
  activation: { signed: false, integer: 2, fraction: activationBits - 2 },
};
const zeroPercent = 50;

type Draft = Omit<LayerNode, 'inputs' | 'name'>;

const linear = { weight: formats.weight, bias: formats.bias };
const dense = (units: number): Draft => ({ kind: 'dense', config: { units, ...linear } });
const conv = (filters: number): Draft => ({ kind: 'conv2d', config: { filters, size: [3, 3], ...linear } });
const relu: Draft = { kind: 'activation', config: { function: 'relu', output: formats.activation } };
const sum: Draft = { kind: 'aggregate', config: { function: 'sum' } };
const flatten: Draft = { kind: 'flatten', config: {} };

const hidden = (widths: readonly number[]) => widths.flatMap((units) => [dense(units), relu]);

/** The jet network of hls4ml's papers. */
export const jets: Subject = {
  name: 'jets',
  task: 'classification',
  outputs: 5,
  network: chained('jets', {
    shape: [16],
    format: { signed: true, integer: 3, fraction: 4 },
    layers: [...hidden([64, 32, 32]), dense(5)],
  }),
};

/** A Deep Set on 8 particles of 3 features of NAC's Medium size. */
export const deepSets: Subject = {
  name: 'deepSets',
  task: 'classification',
  outputs: 5,
  network: chained('deepSets', {
    shape: [8, 3],
    format: { signed: true, integer: 3, fraction: 4 },
    layers: [...hidden([64, 16]), sum, ...hidden([16, 128, 16, 64]), dense(5)],
  }),
};

/** Two convolutions over 11 x 11 pixels and two dense layers. */
export const bragg: Subject = {
  name: 'bragg',
  task: 'regression',
  outputs: 2,
  network: chained('bragg', {
    shape: [11, 11, 1],
    format: { signed: false, integer: 0, fraction: 6 },
    layers: [conv(6), relu, conv(4), relu, flatten, ...hidden([16]), dense(2)],
  }),
};

function chained(
  name: string,
  { shape, format, layers }: Network['input'] & { readonly layers: readonly Draft[] },
): Network {
  const nameAt = (i: number) => (i < 0 ? 'input' : `${layers[i].kind}${i + 1}`);
  const nodes = layers.map((draft, i) => ({ ...draft, name: nameAt(i), inputs: [nameAt(i - 1)] }));
  return { name, input: { shape, format }, layers: nodes, output: nameAt(layers.length - 1) };
}

/** Weights uniform over their format, half of them zero; `changed` names a layer whose weights are others. */
export function randomWeights(network: Network, changed?: string): Weights {
  const entries = Object.entries(weightShapes(network)).map(([name, shape], index): [string, Tensor] => {
    const random = xoroshiro128plus(
      changed !== undefined && name.startsWith(`${changed}/`) ? 1000 : 1 + index,
    );
    const half = 2 ** (weightBits - 1);
    const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
      const weight = uniformInt(random, -half, half - 1);
      return uniformInt(random, 0, 99) < zeroPercent ? 0 : weight / half;
    });
    return [name, { shape, data }];
  });
  return Object.fromEntries(entries);
}
