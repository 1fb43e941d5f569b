/**
 * A place in the raster for each position of a group, from the places of the elements that it reads (`undefined`: a
 * constant): so that an element of the input lies equally far behind at all positions wherever the layer's windows move
 * regularly over the raster. What it reads at one position alone then tells its distance at all others, and positions
 * at a border, some of whose elements are missing, go where the middle says.
 */
export function alignPositions(taps: readonly (readonly (number | undefined)[])[]): number[] {
  const rasters: number[] = taps.map(() => 0);
  const distance: (number | undefined)[] = [];
  const byCount = taps
    .map((places, position) => ({ position, count: places.filter((place) => place !== undefined).length }))
    .sort((a, b) => b.count - a.count || a.position - b.position);
  for (const { position } of byCount) {
    const places = taps[position];
    const known = maximumOf(places, (place, i) => add(place, distance[i]));
    const raster = known ?? maximumOf(places, (place) => place) ?? 0;
    rasters[position] = raster;
    places.forEach((place, i) => {
      distance[i] ??= place === undefined ? undefined : raster - place;
    });
  }
  return rasters;
}

function add(place: number | undefined, distance: number | undefined): number | undefined {
  return place === undefined || distance === undefined ? undefined : place + distance;
}

function maximumOf(
  places: readonly (number | undefined)[],
  value: (place: number | undefined, i: number) => number | undefined,
): number | undefined {
  let best: number | undefined;
  places.forEach((place, i) => {
    const candidate = value(place, i);
    if (candidate !== undefined && (best === undefined || candidate > best)) {
      best = candidate;
    }
  });
  return best;
}
