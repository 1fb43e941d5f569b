import { isActive, type Choice, type Genotype, type Space } from '@nx-codesign/search';

/** A small step from a genotype: one gene to its next smaller or larger value. */
export interface Move {
  /** `width1+` */
  readonly name: string;
  readonly gene: string;
  readonly value: Choice;
}

/** The steps from a genotype within its space, of the genes that `mayMove` names. */
export function movesFrom(space: Space, genotype: Genotype, mayMove: (gene: string) => boolean): Move[] {
  return Object.keys(genotype)
    .filter((gene) => gene in space && mayMove(gene))
    .flatMap((gene) => {
      const values = orderedValues(space[gene]);
      const at = values.indexOf(genotype[gene]);
      const steps = [
        { name: `${gene}-`, value: values[at - 1] },
        { name: `${gene}+`, value: values[at + 1] },
      ];
      return at < 0
        ? []
        : steps.filter(({ value }) => value !== undefined).map((step) => ({ gene, ...step }));
    });
}

/**
 * The genotype after a step. A gene that comes into being takes the value of its neighbour in the row (`width3` that
 * of `width2`) or, where it has none or cannot, its first: `none` of a pooling, the smallest number.
 */
export function moved(space: Space, genotype: Genotype, { gene, value }: Move): Genotype {
  const wanted: Genotype = { ...genotype, [gene]: value };
  const chosen: Record<string, Choice> = {};
  for (const [name, parameter] of Object.entries(space)) {
    if (!isActive(parameter.when, chosen)) continue;
    chosen[name] = wanted[name] ?? arising(name, parameter, chosen);
  }
  return chosen;
}

function arising(name: string, parameter: Space[string], chosen: Genotype): Choice {
  const values = orderedValues(parameter);
  const neighbour = chosen[name.replace(/\d+$/, (digits) => String(Number(digits) - 1))];
  if (typeof neighbour === 'number' && values.includes(neighbour)) return neighbour;
  return values.includes('none') ? 'none' : values[0];
}

/** Numbers from small to large; a part that may be missing before one that is there; other choices as they stand. */
function orderedValues(parameter: Space[string]): readonly Choice[] {
  if (parameter.kind === 'integer') {
    const { low, high, step = 1 } = parameter;
    return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, index) => low + index * step);
  }
  if (parameter.kind === 'float') return [];
  const { choices } = parameter;
  if (choices.every((choice) => typeof choice === 'number')) return [...choices].sort((a, b) => a - b);
  return choices.includes('none') ? ['none', ...choices.filter((choice) => choice !== 'none')] : choices;
}
