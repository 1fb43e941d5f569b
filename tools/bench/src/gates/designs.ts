import { lower, weightShapes, type IntegerProgram, type LayerNode, type Network } from '@nx-codesign/ir';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A network whose netlist is simulated. */
export interface GateCase {
  readonly name: string;
  readonly network: Network;
  readonly zeroPercent: number;
}

const activation = { signed: false, integer: 1, fraction: 5 };
const weight = { signed: true, integer: 0, fraction: 5 };
const bias = { signed: true, integer: 2, fraction: 10 };
const input = { signed: true, integer: 1, fraction: 4 };

const layer = (name: string, kind: string, before: string, config: object): LayerNode => ({
  ...{ name, kind, inputs: [before] },
  config: config as LayerNode['config'],
});

/** Dense layers with ReLU at 6 bits behind the layer `before`; the last one without. */
function denseLayers(names: string, units: readonly number[], before: string): LayerNode[] {
  return units.flatMap((count, index) => {
    const name = `${names}${index + 1}`;
    const from = index === 0 ? before : `${names}${index}Relu`;
    const dense = layer(name, 'dense', from, { units: count, weight, bias });
    const relu = layer(`${name}Relu`, 'activation', name, { function: 'relu', output: activation });
    return names === 'dense' && index === units.length - 1 ? [dense] : [dense, relu];
  });
}

function networkOf(name: string, shape: readonly number[], layers: readonly LayerNode[]): Network {
  return { name, input: { shape, format: input }, layers, output: layers[layers.length - 1].name };
}

function mlp(name: string, inputs: number, units: readonly number[]): Network {
  return networkOf(name, [inputs], denseLayers('dense', units, 'input'));
}

/** NAC's Medium size of jets: eight particles of three numbers. */
function deepSets(): Network {
  const mean = layer('mean', 'aggregate', 'phi2Relu', { function: 'mean', output: activation });
  const rho = denseLayers('dense', [128, 16, 64, 5], 'mean');
  return networkOf('deepSets', [8, 3], [...denseLayers('phi', [64, 16], 'input'), mean, ...rho]);
}

function convNet(): Network {
  const conv = (name: string, before: string, filters: number) => [
    layer(name, 'conv2d', before, { filters, size: [3, 3], weight, bias }),
    layer(`${name}Relu`, 'activation', name, { function: 'relu', output: activation }),
  ];
  const pool = layer('pool', 'pool', 'conv1Relu', { function: 'max', size: [2, 2] });
  const flatten = layer('flatten', 'flatten', 'conv2Relu', {});
  return networkOf(
    'convNet',
    [11, 11, 1],
    [
      ...conv('conv1', 'input', 8),
      pool,
      ...conv('conv2', 'pool', 16),
      flatten,
      ...denseLayers('dense', [32, 2], 'flatten'),
    ],
  );
}

/** Netlists of some 5, 20 and 80 thousand LUTs without shared modules, and two with modules at many positions. */
export const gateCases: readonly GateCase[] = [
  { name: 'mlp5k', network: mlp('mlp5k', 16, [32, 16, 5]), zeroPercent: 50 },
  { name: 'mlp20k', network: mlp('mlp20k', 16, [64, 32, 32, 5]), zeroPercent: 35 },
  { name: 'mlp80k', network: mlp('mlp80k', 32, [96, 96, 64, 5]), zeroPercent: 30 },
  { name: 'deepSets', network: deepSets(), zeroPercent: 50 },
  { name: 'convNet', network: convNet(), zeroPercent: 50 },
];

/** The network as integers with weights that are uniform over their format, a given share of them zero. */
export function programOfCase({ network, zeroPercent }: GateCase): IntegerProgram {
  const random = xoroshiro128plus(1);
  const half = 2 ** weight.fraction;
  const digit = () => (uniformInt(random, 1, 100) <= zeroPercent ? 0 : uniformInt(random, -half, half - 1));
  const weights = Object.entries(weightShapes(network)).map(([name, shape]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return [name, { shape, data: Float32Array.from({ length }, () => digit() / half) }] as const;
  });
  return lower(network, Object.fromEntries(weights));
}

/** `[count, inputs]` integers, uniform over the input's format. */
export function vectorsOfCase({ network }: GateCase, count: number): Int32Array {
  const random = xoroshiro128plus(2);
  const { shape } = network.input;
  const inputs = shape.reduce((product, size) => product * size, 1);
  return Int32Array.from({ length: count * inputs }, () => uniformInt(random, -32, 31));
}
