import { type Random } from '../random/random';
import { type Choice } from '../spaces/space';

/** A distribution over the values of one parameter. */
export interface Density {
  sample(random: Random): Choice;
  /** Natural logarithm of the density of a value (of its probability for integers and categories). */
  logDensity(value: Choice): number;
}
