import { type Random } from '../random/random';

/**
 * Polynomial mutation of one variable within `[low, high]` (Deb and Goyal 1996; bounded form of Deb's NSGA-II
 * code). `index` is the distribution index: the larger, the smaller the steps.
 */
export function polynomialMutation(
  value: number,
  { low, high, index }: { low: number; high: number; index: number },
  random: Random,
): number {
  if (high <= low) return value;
  const u = random.uniform();
  const power = index + 1;
  const room = (u < 0.5 ? high - value : value - low) / (high - low);
  const tail = u < 0.5 ? 2 * u : 2 * (1 - u);
  const step = 1 - Math.pow(tail + (1 - tail) * Math.pow(room, power), 1 / power);
  return Math.min(Math.max(value + (u < 0.5 ? -step : step) * (high - low), low), high);
}
