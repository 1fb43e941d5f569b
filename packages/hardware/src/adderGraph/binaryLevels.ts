/** Levels of the balanced binary tree over that many leaves (or that load, `sum 2^level`): `ceil(log2(leaves))`. */
export function binaryLevels(leaves: number): number {
  let levels = 0;
  for (let reach = 1; reach < leaves; reach *= 2) {
    levels++;
  }
  return levels;
}
