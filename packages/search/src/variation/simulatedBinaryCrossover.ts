import { type Random } from '../random/random';

/**
 * Simulated binary crossover of one variable within `[low, high]` (Deb and Agrawal 1995; bounded form of Deb's
 * NSGA-II code). `index` is the distribution index: the larger, the nearer the two children are to the parents.
 */
export function simulatedBinaryCrossover(
  parents: readonly [number, number],
  { low, high, index }: { low: number; high: number; index: number },
  random: Random,
): [number, number] {
  const [a, b] = parents[0] <= parents[1] ? parents : [parents[1], parents[0]];
  if (b - a < 1e-14 * (high - low)) return [parents[0], parents[1]]; // as good as equal: nothing to spread
  const u = random.uniform();
  const below = spread(u, 1 + (2 * (a - low)) / (b - a), index);
  const above = spread(u, 1 + (2 * (high - b)) / (b - a), index);
  const children = [(a + b - below * (b - a)) / 2, (a + b + above * (b - a)) / 2];
  const [first, second] = children.map((child) => Math.min(Math.max(child, low), high));
  return random.uniform() < 0.5 ? [first, second] : [second, first];
}

/** The spread factor that leaves the child within a bound `beta` half-distances away. */
function spread(u: number, beta: number, index: number): number {
  const alpha = 2 - Math.pow(beta, -(index + 1));
  const power = 1 / (index + 1);
  return u <= 1 / alpha ? Math.pow(u * alpha, power) : Math.pow(1 / (2 - u * alpha), power);
}
