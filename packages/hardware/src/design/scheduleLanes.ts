import { alignPositions } from './alignPositions';
import { assignLanes, type LaneUse } from './assignLanes';
import type { ElementSource } from './design';
import type { InputStream } from './inputStream';
import { sourceByPhase } from './phases';
import type { Placement } from './placement';
import type { ElementOrigin } from './views';

/** When the positions of a group are computed, and by which instance. */
export interface LaneSchedule {
  /** By instance; cycles count from the design's first input. */
  readonly lanes: readonly (readonly LaneUse[])[];
  /** By position: its place in the raster. */
  readonly rasters: readonly number[];
}

export interface LaneContext {
  readonly placement: Placement;
  readonly stream: InputStream;
}

/** What a group reads at each position; `undefined` at one whose result nothing reads. */
export type PositionOrigins = readonly (readonly ElementOrigin[] | undefined)[];

/** Starts each position as early as all its inputs can be there, those of one instance one after the other. */
export function scheduleLanes(
  origins: PositionOrigins,
  isRead: (element: number) => boolean,
  { placement, stream }: LaneContext,
): LaneSchedule {
  const read = origins.map((inputs) => inputs?.filter((_, i) => isRead(i)) ?? []);
  const rasters = alignPositions(read.map((inputs) => inputs.map((origin) => placement.rasterOf(origin))));
  const relative = assignLanes(
    rasters.map((raster, position) => (origins[position] ? raster : undefined)),
    stream,
  );
  const start = relative
    .flat()
    .reduce(
      (latest, { position, cycle }) =>
        read[position].reduce(
          (most, origin) => Math.max(most, placement.readyCycleOf(origin) - cycle),
          Math.max(latest, -cycle),
        ),
      -Infinity,
    );
  const moved = relative.map((uses) =>
    uses.map(({ position, cycle }) => ({ position, cycle: cycle + start })),
  );
  return { lanes: moved, rasters };
}

/** A schedule some cycles later. */
export function delayed({ lanes, rasters }: LaneSchedule, cycles: number): LaneSchedule {
  return {
    lanes: lanes.map((uses) => uses.map(({ position, cycle }) => ({ position, cycle: cycle + cycles }))),
    rasters,
  };
}

/** What each element of an instance's input is. */
export function laneSources(
  uses: readonly LaneUse[],
  { origins, isRead }: { readonly origins: PositionOrigins; readonly isRead: (element: number) => boolean },
  { placement, stream }: LaneContext,
): ElementSource[] {
  const [first] = uses;
  const byPhase = new Map(uses.map((use) => [use.cycle - first.cycle, use]));
  return origins[first.position]!.map((_, i) => {
    if (!isRead(i)) {
      return { constant: 0 };
    }
    const phases = Array.from({ length: stream.reuseFactor }, (_unused, phase) => {
      const use = byPhase.get(phase);
      return use && placement.sourceAt(use.cycle, origins[use.position]![i]);
    });
    return sourceByPhase(phases);
  });
}
