/** The distance that 95 % of the examples do not exceed; sorts `distances` in place. */
export function distance95Of(distances: Float64Array): number {
  return distances.sort()[Math.ceil(0.95 * distances.length) - 1];
}
