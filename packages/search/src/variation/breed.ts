import { type Random } from '../random/random';
import { drawGene } from '../spaces/drawGenotype';
import { buildGenotype, type Genotype } from '../spaces/genotype';
import { scaleOf } from '../spaces/scale';
import { type Choice, type Parameter, type Space } from '../spaces/space';
import { mutateGene } from './mutateGene';
import { simulatedBinaryCrossover } from './simulatedBinaryCrossover';

/** Rates are probabilities; indices are the distribution indices of SBX and of polynomial mutation. */
export interface Variation {
  readonly crossoverRate: number;
  readonly crossoverIndex: number;
  /** Per gene; absent: 1 / number of the parent's genes. */
  readonly mutationRate?: number;
  readonly mutationIndex: number;
}

type Genes = Record<string, Choice>;

/** Chance that a variable takes part in a crossover (Deb and Agrawal 1995). */
const GENE_CROSSOVER_RATE = 0.5;

/**
 * Two children: SBX for numbers and uniform crossover for categories where both parents have the gene, then
 * mutation. A gene that becomes active comes from the parent that has it, else by chance; so children are valid.
 */
export function breed(
  space: Space,
  parents: readonly [Genotype, Genotype],
  options: Variation & { random: Random },
): [Genotype, Genotype] {
  const crossed =
    options.random.uniform() < options.crossoverRate ? crossOver(space, parents, options) : parents;
  const [first, second] = crossed;
  return [express(space, [first, second], options), express(space, [second, first], options)];
}

function crossOver(
  space: Space,
  [a, b]: readonly [Genotype, Genotype],
  options: Variation & { random: Random },
): [Genes, Genes] {
  const first: Genes = { ...a };
  const second: Genes = { ...b };
  for (const [name, parameter] of Object.entries(space)) {
    const shared = name in a && name in b;
    if (!shared || options.random.uniform() >= GENE_CROSSOVER_RATE) continue;
    [first[name], second[name]] = crossGene(parameter, [a[name], b[name]], options);
  }
  return [first, second];
}

function crossGene(
  parameter: Parameter,
  [a, b]: readonly [Choice, Choice],
  { crossoverIndex, random }: Variation & { random: Random },
): [Choice, Choice] {
  if (parameter.kind === 'categorical') return [b, a];
  const { low, high, toCoordinate, toValue } = scaleOf(parameter);
  const coordinates: [number, number] = [toCoordinate(a as number), toCoordinate(b as number)];
  const [first, second] = simulatedBinaryCrossover(coordinates, { low, high, index: crossoverIndex }, random);
  return [toValue(first), toValue(second)];
}

/** The child of its own genes, those of its sibling where it has none, and mutations. */
function express(
  space: Space,
  [own, sibling]: readonly [Genotype, Genotype],
  { mutationRate, mutationIndex, random }: Variation & { random: Random },
): Genotype {
  const rate = mutationRate ?? 1 / Object.keys(own).length;
  return buildGenotype(space, (name, parameter) => {
    const gene = own[name] ?? sibling[name] ?? drawGene(parameter, random);
    return random.uniform() < rate ? mutateGene(parameter, gene, { index: mutationIndex, random }) : gene;
  });
}
