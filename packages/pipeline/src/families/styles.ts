import { Type, type Static, type TObject } from '@sinclair/typebox';
import type { LayerNode } from '@nx-codesign/ir';
import type { Condition, Genotype, Space } from '@nx-codesign/search';
import { literals, nameChoices } from './choices';

/** A layer before it is told what it reads. */
export type Layer = Pick<LayerNode, 'kind' | 'name' | 'config'>;

/** Keys of every family: what follows on a hidden layer. */
export const styleKeys = {
  activations: nameChoices(['relu', 'leakyRelu', 'gelu', 'tanh', 'sigmoid'], {
    standard: ['relu'],
    item: 'An activation.',
    description: 'Activations of the hidden layers.',
  }),
  norms: nameChoices(['none', 'batch'], {
    standard: ['none', 'batch'],
    item: 'A normalisation.',
    description: 'Normalisation after each hidden layer; batch norm is folded away before quantisation.',
  }),
  dropouts: Type.Array(Type.Number({ minimum: 0, maximum: 0.9 }), {
    minItems: 1,
    uniqueItems: true,
    default: [0],
    description: 'Shares of values that dropout sets to 0 in training, after each hidden dense layer.',
  }),
  styles: {
    ...literals(
      ['network', 'layer'],
      'Whether a network has one activation, norm and dropout, or each hidden layer its own.',
    ),
    default: 'network',
  } as ReturnType<typeof literals<['network', 'layer']>>,
};

export type StyleKeys = Static<TObject<typeof styleKeys>>;

/** A hidden layer that may have a style of its own. */
export interface StyledLayer {
  readonly name: string;
  /** When it is there; always if absent. */
  readonly when?: Condition;
}

const keys = { activation: 'activations', norm: 'norms', dropout: 'dropouts' } as const;
type Gene = keyof typeof keys;

/** Genes of the styles: `activation`, `norm`, `dropout`, or one of each per layer, as `activation_dense1`. */
export function styleGenes(config: StyleKeys, hidden: readonly StyledLayer[]): Space {
  const of = (suffix: string, when: Condition | undefined) =>
    (Object.keys(keys) as Gene[])
      // Without dropout to choose there is no such gene.
      .filter((gene) => gene !== 'dropout' || config.dropouts.some((rate) => rate > 0))
      .map((gene) => [
        `${gene}${suffix}`,
        { kind: 'categorical', choices: config[keys[gene]], ...(when && { when }) } as const,
      ]);
  if (hidden.length === 0) return {};
  const shared = hidden.every(({ when }) => when) ? hidden[0].when : undefined;
  return Object.fromEntries(
    config.styles === 'network' ? of('', shared) : hidden.flatMap(({ name, when }) => of(`_${name}`, when)),
  );
}

/** The key that a style's gene comes from; undefined for another gene. */
export function styleKeyOf(gene: string): string | undefined {
  return (keys as Readonly<Record<string, string>>)[gene.split('_')[0]];
}

/** Names of the layers that a style adds to a hidden one. */
export interface StyleNames {
  /** What the genes of a layer's own style end in; the layer's name if absent. */
  readonly genes?: string;
  readonly norm: string;
  /** Of the activation; the function is added to it. */
  readonly activation: (name: string) => string;
  /** Absent where no dropout is wanted. */
  readonly dropout?: string;
}

/** A hidden layer with the norm, activation and dropout that the genotype gives it. */
export function styled(layer: Layer, genotype: Genotype, names: StyleNames): Layer[] {
  const chosen = (gene: Gene) => genotype[`${gene}_${names.genes ?? layer.name}`] ?? genotype[gene];
  const activation = String(chosen('activation'));
  const rate = Number(chosen('dropout') ?? 0);
  return [
    layer,
    ...(chosen('norm') === 'batch' ? [{ kind: 'batchNorm', name: names.norm, config: {} }] : []),
    { kind: 'activation', name: names.activation(activation), config: { function: activation } },
    ...(names.dropout !== undefined && rate > 0
      ? [{ kind: 'dropout', name: names.dropout, config: { rate } }]
      : []),
  ];
}
