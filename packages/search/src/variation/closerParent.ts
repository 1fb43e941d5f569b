import { type Genotype } from '../spaces/genotype';

/** The parent with more of the child's genes; of equals the first. */
export function closerParent(child: Genotype, [first, second]: readonly [Genotype, Genotype]): Genotype {
  return sharedGenes(child, second) > sharedGenes(child, first) ? second : first;
}

function sharedGenes(child: Genotype, parent: Genotype): number {
  return Object.keys(child).filter((name) => child[name] === parent[name]).length;
}
