import { elementsOf, windowAxes, type ValueId } from '@nx-codesign/ir';
import { placeLike, planForwardCall, writeConstant, type PlanDraft } from './draft';
import type { Numbered } from './operations/reading';
import { exampleBytes, isDense, type Place } from './places';
import type { Taps, Windows } from './windowPlaces';

const floatBytes = Float32Array.BYTES_PER_ELEMENT;

/** Numbers of pixels: of the image, of the window, of its steps, of the zeros ahead and behind; along rows and columns. */
interface Geometry {
  readonly image: Pair;
  readonly bordered: Pair;
  readonly before: Pair;
  readonly size: Pair;
  readonly stride: Pair;
  readonly positions: Pair;
  readonly channels: number;
}

type Pair = readonly [number, number];

/** Plans where the windows of a value are read; with zeros outside it is copied into a border of zeros first. */
export function planWindows(draft: PlanDraft, operation: Numbered<'window'>): Windows {
  const geometry = geometryOf(draft, operation);
  const { bordered, size, stride, positions, channels } = geometry;
  const from = draft.places[operation.x];
  const [, width] = bordered;
  const at = (row: number, column: number) => (row * width + column) * from.stride;
  const table = (values: readonly number[]) => writeConstant(draft, Int32Array.from(values));
  const taps = grid(size, at);
  const runs = isDense(from)
    ? { offsets: grid([size[0], 1], at), bytes: size[1] * channels * floatBytes }
    : { offsets: taps, bytes: channels * floatBytes };
  const elements = taps.flatMap((tap) => Array.from({ length: channels }, (_, c) => tap + c * floatBytes));
  return {
    ...planBorder(draft, { x: operation.x, from, geometry }),
    ...{ x: operation.x, positions: elementsOf(positions), tapCount: taps.length, taps: table(taps) },
    offsets: table(grid(positions, (row, column) => at(row * stride[0], column * stride[1]))),
    ...{ segments: table(runs.offsets), segmentCount: runs.offsets.length, segmentBytes: runs.bytes },
    ...{ elements: table(elements), inner: elements.length, channels },
  };
}

/** The rows of a value `[..., p, c]` in groups of p. */
export function planGroups(draft: PlanDraft, x: ValueId): Taps {
  const from = draft.places[x];
  const tapCount = draft.program.operations[x].shape.at(-2)!;
  const positions = from.rows / tapCount;
  const table = (length: number, step: number) =>
    writeConstant(
      draft,
      Int32Array.from({ length }, (_, i) => i * step),
    );
  return {
    ...{ x, address: from.address, exampleBytes: exampleBytes(from), positions, tapCount },
    offsets: table(positions, tapCount * from.stride),
    taps: table(tapCount, from.stride),
  };
}

function geometryOf({ program }: PlanDraft, operation: Numbered<'window'>): Geometry {
  const shape = program.operations[operation.x].shape;
  const spatial = shape.slice(0, -1);
  const axes = windowAxes(spatial, operation);
  const pair = (values: readonly number[], missing: number): Pair =>
    values.length === 1 ? [missing, values[0]] : [values[0], values[1]];
  const image = pair(spatial, 1);
  const size = pair(operation.sizes, 1);
  const stride = pair(operation.strides, 1);
  const before = pair(
    axes.map((axis) => axis.before),
    0,
  );
  const positions = pair(
    axes.map((axis) => axis.positions),
    1,
  );
  const reach = (i: 0 | 1) => Math.max(before[i] + image[i], (positions[i] - 1) * stride[i] + size[i]);
  return {
    ...{ image, size, stride, before, positions, channels: shape.at(-1)! },
    bordered: [reach(0), reach(1)],
  };
}

/** The place of the values with their border, and the forward call that copies them there. */
function planBorder(
  draft: PlanDraft,
  { from, geometry }: { x: ValueId; from: Place; geometry: Geometry },
): Pick<Taps, 'address' | 'exampleBytes' | 'border'> {
  const { image, bordered, before } = geometry;
  if (image[0] === bordered[0] && image[1] === bordered[1]) {
    return { address: from.address, exampleBytes: exampleBytes(from) };
  }
  const to = placeLike(draft, { ...from, rows: bordered[0] * bordered[1] });
  const rowsAt = (width: number, [top, left]: Pair) =>
    writeConstant(
      draft,
      Int32Array.from({ length: image[0] }, (_, row) => ((row + top) * width + left) * from.stride),
    );
  const border = {
    inside: rowsAt(image[1], [0, 0]),
    outside: rowsAt(bordered[1], before),
    blocks: image[0],
    bytes: image[1] * from.stride,
  };
  const { inside, outside, blocks, bytes } = border;
  const [fromBytes, toBytes] = [exampleBytes(from), exampleBytes(to)];
  planForwardCall(draft, to, (k, examples) =>
    k.copyBlocks(
      ...([from.address, fromBytes, inside, to.address, toBytes, outside, examples, blocks, bytes] as const),
    ),
  );
  return { address: to.address, exampleBytes: toBytes, border };
}

function grid([rows, columns]: Pair, at: (row: number, column: number) => number): number[] {
  return Array.from({ length: rows * columns }, (_, i) => at(Math.floor(i / columns), i % columns));
}
