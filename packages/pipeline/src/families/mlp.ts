import type { LayerNode, Network } from '@nx-codesign/ir';
import type { Genotype, Space } from '@nx-codesign/search';
import type { SearchSlice } from '../config/slices/search';
import type { Family, NetworkFrame } from './family';

type MlpSpace = SearchSlice['space'];
type Layer = Pick<LayerNode, 'kind' | 'name' | 'config'>;

/**
 * Dense layers in a row: `depth` hidden layers, each with its own width, one activation and one normalisation
 * for all. Genes: `depth`, `width1` ... (each only where the depth reaches it), `activation`, `norm`.
 */
export function mlpFamily(options: MlpSpace, frame: NetworkFrame): Family {
  return { space: mlpSpace(options), build: (genotype) => networkOf(genotype, frame) };
}

/** The genes of `mlpFamily`; they do not depend on the data. */
export function mlpSpace({ depth: [low, high], widths, activations, norms }: MlpSpace): Space {
  const layers = Array.from({ length: high }, (_, index) => index + 1);
  const width = (layer: number): Space[string] => ({
    kind: 'categorical',
    choices: widths,
    when: { parameter: 'depth', atLeast: layer },
  });
  const hidden = { when: { parameter: 'depth', atLeast: 1 } };
  return {
    depth: { kind: 'integer', low, high },
    ...Object.fromEntries(layers.map((layer) => [`width${layer}`, width(layer)])),
    ...(high > 0 && {
      activation: { kind: 'categorical', choices: activations, ...hidden },
      norm: { kind: 'categorical', choices: norms, ...hidden },
    }),
  };
}

/** The key of codesign.json that a gene comes from. */
export function mlpSpaceKey(gene: string): string {
  const keys: Readonly<Record<string, string>> = { activation: 'activations', norm: 'norms' };
  const key = gene.startsWith('width') ? 'widths' : (keys[gene] ?? 'depth');
  return `search.space.${key}`;
}

/** The name of a network after its dense layers' units, for example `mlp_32_16_10`. */
export function mlpName({ layers }: Network): string {
  return nameOf(layers.flatMap(({ config: { units } }) => (typeof units === 'number' ? [units] : [])));
}

function nameOf(units: readonly number[]): string {
  return ['mlp', ...units].join('_');
}

function networkOf(genotype: Genotype, { inputShape, inputFormat, classes }: NetworkFrame): Network {
  const depth = Number(genotype['depth']);
  const widths = Array.from({ length: depth }, (_, index) => Number(genotype[`width${index + 1}`]));
  const activation = String(genotype['activation']);
  const layers: Layer[] = [
    ...(inputShape.length > 1 ? [{ kind: 'flatten', name: 'flatten', config: {} }] : []),
    ...widths.flatMap((units, index): Layer[] => [
      { kind: 'dense', name: `dense${index + 1}`, config: { units } },
      ...(genotype['norm'] === 'batch' ? [{ kind: 'batchNorm', name: `norm${index + 1}`, config: {} }] : []),
      { kind: 'activation', name: `${activation}${index + 1}`, config: { function: activation } },
    ]),
    { kind: 'dense', name: 'logits', config: { units: classes } },
  ];
  return {
    name: nameOf([...widths, classes]),
    input: { shape: inputShape, format: inputFormat },
    layers: layers.map((layer, index) => ({ ...layer, inputs: [layers[index - 1]?.name ?? 'input'] })),
    output: 'logits',
  };
}
