import type { InputStream } from './inputStream';

/** A position of a group that one instance computes, and when. */
export interface LaneUse {
  readonly position: number;
  /** Cycles after the group's start. */
  readonly cycle: number;
}

/**
 * Shares the positions of a group out to instances: those in the same lane of the raster go to the same instance, where
 * their inputs come from the same places, as far as all of one vector come within the interval in which the next begins.
 * `rasters` are the positions' places; `undefined` for one that nothing reads.
 */
export function assignLanes(
  rasters: readonly (number | undefined)[],
  { reuseFactor, lanes: inputLanes }: Pick<InputStream, 'reuseFactor' | 'lanes'>,
): LaneUse[][] {
  const lanes: { readonly key: number; readonly uses: LaneUse[] }[] = [];
  rasters.forEach((raster, position) => {
    if (raster === undefined) {
      return;
    }
    const cycle = Math.floor(raster / inputLanes);
    const key = raster - cycle * inputLanes;
    const free = lanes.find(
      (lane) =>
        lane.key === key &&
        lane.uses.every((use) => use.cycle !== cycle && Math.abs(use.cycle - cycle) < reuseFactor),
    );
    if (free) {
      free.uses.push({ position, cycle });
    } else {
      lanes.push({ key, uses: [{ position, cycle }] });
    }
  });
  return lanes.map(({ uses }) => [...uses].sort((a, b) => a.cycle - b.cycle));
}
