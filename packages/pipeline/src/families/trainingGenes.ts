import { Type, type Static, type TSchema } from '@sinclair/typebox';
import type { Genotype, Space } from '@nx-codesign/search';
import { numberParameter, numbers } from './choices';

const optional = (number: TSchema, description: string) => Type.Optional(numbers(number, { description }));

const share = () => Type.Number({ minimum: 0, maximum: 1 });

/** Training choices that may be part of any space; each replaces the key of `search.training` that it varies. */
export const trainingChoices = Type.Object(
  {
    learningRates: optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
      'Learning rates to choose from; search.training.learningRate if absent.',
    ),
    batchSizes: optional(
      Type.Integer({ minimum: 1, maximum: 65536 }),
      'Batch sizes to choose from; search.training.batchSize if absent.',
    ),
    weightDecays: optional(share(), 'Weight decays to choose from; search.training.weightDecay if absent.'),
    l1s: optional(share(), 'L1 penalties to choose from; search.training.l1 if absent.'),
    l2s: optional(share(), 'L2 penalties to choose from; search.training.l2 if absent.'),
  },
  { additionalProperties: false, default: {}, description: 'Training settings that are searched too.' },
);
export type TrainingChoices = Static<typeof trainingChoices>;

const keys = {
  learningRate: 'learningRates',
  batchSize: 'batchSizes',
  weightDecay: 'weightDecays',
  l1: 'l1s',
  l2: 'l2s',
} as const;
type Gene = keyof typeof keys;

/** Training settings that a genotype gives. */
export type ChosenTraining = Readonly<Partial<Record<Gene, number>>>;

/** Genes under the names of the settings, of those that have choices. */
export function trainingGenes(choices: TrainingChoices): Space {
  return Object.fromEntries(
    Object.entries(keys).flatMap(([gene, key]) => {
      const values = choices[key];
      const kind = gene === 'batchSize' ? 'integer' : 'float';
      return values ? [[gene, numberParameter(values, kind)] as const] : [];
    }),
  );
}

/** The settings among a genotype's genes. */
export function chosenTraining(genotype: Genotype): ChosenTraining {
  const genes = (Object.keys(keys) as Gene[]).filter((gene) => gene in genotype);
  return Object.fromEntries(genes.map((gene) => [gene, Number(genotype[gene])]));
}

/** The key below `search.space` that a training gene comes from; undefined for another gene. */
export function trainingKeyOf(gene: string): string | undefined {
  return gene in keys ? `training.${keys[gene as Gene]}` : undefined;
}
