import { permutation, type Random } from '../random/random';
import { crowdedComparison, type Ranked } from '../pareto/selection';

/**
 * Binary tournaments by the crowded comparison (Deb et al. 2002, section III-B). Contestants come from random
 * permutations, so that each of them takes part equally often. Returns the position of the next winner.
 */
export function createTournament(contestants: readonly Ranked[], random: Random): () => number {
  let waiting: number[] = [];
  const next = (): number => {
    if (waiting.length === 0) waiting = permutation(contestants.length, random);
    return waiting.pop() ?? 0;
  };
  return () => {
    const [a, b] = [next(), next()];
    const order = crowdedComparison({ ...contestants[a], index: 0 }, { ...contestants[b], index: 0 });
    if (order === 0) return random.uniform() < 0.5 ? a : b;
    return order < 0 ? a : b;
  };
}
