import { Type, type Static, type TObject } from '@sinclair/typebox';
import type { Choice, Condition, Genotype, Space } from '@nx-codesign/search';
import type { StyledLayer } from '../families/styles';

/** What the hardware costs of a network are counted for: widths and the share of zero weights. */
export interface AssumedPrecision {
  /** Of all weights, or by linear layer. */
  readonly weightBits: number | Readonly<Record<string, number>>;
  readonly activationBits: number;
  /** Share of the kernel weights that are 0, at least. */
  readonly sparsity: number;
}

/** A number that is assumed, or a list of numbers to choose from. */
function numberOrChoices(
  number: object,
  options: { readonly default: number; readonly description: string },
) {
  return Type.Unsafe<number | number[]>({
    ...options,
    if: { type: 'array' },
    then: { type: 'array', minItems: 1, uniqueItems: true, items: number },
    else: number,
  });
}

const width = { type: 'integer', minimum: 2, maximum: 16 };

/** Keys of `search.assume`: widths and sparsity, each a number that is assumed or a list that is searched. */
export const precisionKeys = {
  weightBits: numberOrChoices(width, {
    default: 6,
    description: 'Width of weights; a list of widths makes it a gene.',
  }),
  weightBitsPer: Type.Unsafe<'network' | 'layer'>({
    type: 'string',
    enum: ['network', 'layer'],
    default: 'network',
    description:
      'Of a list of weightBits: network, one width for all layers; layer, each linear layer has a width of its own as a gene.',
  }),
  activationBits: numberOrChoices(width, {
    default: 6,
    description: 'Width of activations; a list of widths makes it a gene.',
  }),
  sparsity: numberOrChoices(
    { type: 'number', minimum: 0, maximum: 0.99 },
    {
      default: 0,
      description:
        'Share of the kernel weights, the smallest ones, that are taken for 0; a list of shares makes it a gene.',
    },
  ),
  quantizedEpochs: Type.Integer({
    minimum: 0,
    maximum: 10000,
    default: 1,
    description:
      'Where widths or sparsity are searched: passes with them behind the float training, before a trial is measured; 0 measures the rounded float network.',
  }),
};
export type PrecisionKeys = Static<TObject<typeof precisionKeys>>;

/** What the genes of the last layer end in, whatever the network calls it. */
const outputLayer = 'output';

/** The names of the genes of one number each for the whole network. */
const shared = ['weightBits', 'activationBits', 'sparsity'] as const;

/** Whether widths or sparsity are searched, so that a trial is measured with them. */
export function isPrecisionSearched(assume: PrecisionKeys): boolean {
  return shared.some((key) => isList(assume[key]));
}

/**
 * The genes of the keys that have choices: `weightBits` or, per layer, `weightBits_dense1` ... `weightBits_output`, each
 * where its layer is; `activationBits`, where there are hidden layers; `sparsity`.
 */
export function precisionGenes(assume: PrecisionKeys, hidden: readonly StyledLayer[]): Space {
  const { weightBits, weightBitsPer, activationBits, sparsity } = assume;
  const gene = (name: string, choices: number | number[], when?: Condition): [string, Space[string]][] =>
    isList(choices) ? [[name, { kind: 'categorical', choices, ...(when && { when }) }]] : [];
  const layers = weightBitsPer === 'layer' ? [...hidden, { name: outputLayer, when: undefined }] : [];
  const whereHidden = hidden.every(({ when }) => when) ? hidden[0]?.when : undefined;
  return Object.fromEntries([
    ...(weightBitsPer === 'layer'
      ? layers.flatMap(({ name, when }) => gene(`weightBits_${name}`, weightBits, when))
      : gene('weightBits', weightBits)),
    ...(hidden.length > 0 ? gene('activationBits', activationBits, whereHidden) : []),
    ...gene('sparsity', sparsity),
  ]);
}

/**
 * Widths and sparsity of a network: those that its genotype has, else those assumed. `hidden` are the names of its
 * hidden layers that genes end in, in the order of its linear layers, `layers`, of which the last is the output.
 */
export function chosenPrecision(
  assume: PrecisionKeys,
  genotype: Genotype,
  { hidden, layers }: { readonly hidden: readonly string[]; readonly layers: readonly string[] },
): AssumedPrecision {
  const chosen = (gene: string, key: (typeof shared)[number]) => Number(genotype[gene] ?? first(assume[key]));
  const isPerLayer = assume.weightBitsPer === 'layer' && isList(assume.weightBits);
  return {
    weightBits: isPerLayer
      ? Object.fromEntries(
          layers.map((layer, at) => [layer, chosen(`weightBits_${hidden[at] ?? outputLayer}`, 'weightBits')]),
        )
      : chosen('weightBits', 'weightBits'),
    activationBits: chosen('activationBits', 'activationBits'),
    sparsity: chosen('sparsity', 'sparsity'),
  };
}

/**
 * The widths and the sparsity among a genotype's genes, by key in the order of the layers: what tells two trials of one
 * network apart, however its blocks are numbered.
 */
export function chosenWidths(genotype: Genotype): Readonly<Record<string, readonly Choice[]>> {
  const chosen: Record<string, Choice[]> = {};
  for (const [gene, value] of Object.entries(genotype)) {
    const key = precisionKeyOf(gene);
    if (key !== undefined) (chosen[key] ??= []).push(value);
  }
  return chosen;
}

/** The key below `search.assume` that a gene comes from; undefined for another gene. */
export function precisionKeyOf(gene: string): string | undefined {
  const [name] = gene.split('_');
  return shared.find((key) => key === name);
}

function isList(value: number | number[]): value is number[] {
  return Array.isArray(value);
}

function first(value: number | number[]): number {
  return isList(value) ? value[0] : value;
}
