import { CodesignError, suggestName, withUnits, type LayerNode, type Network } from '@nx-codesign/ir';
import type { Candidate } from './candidate';
import { channelGroups, type ChannelGroup } from './channelGroups';

/** Indices of the units that stay, ascending, by group of channels (`channelGroups`). Groups left out keep all. */
export type KeptUnits = Readonly<Record<string, readonly number[]>>;

/**
 * Removes channels: columns of the kernels and entries of the biases that make them, their formats where each channel
 * has its own, and the rows of the kernels that read them, at every window position. Masks and digit limits shrink
 * along. Throws CodesignError `pruning.layer` for no group's name and `pruning.units` unless the indices are
 * ascending, in range and at least one.
 */
export function removeUnits(candidate: Candidate, kept: KeptUnits): Candidate {
  const groups = channelGroups(candidate.network);
  for (const name of Object.keys(kept)) checkKept(name, kept[name], groups);
  return groups
    .filter(({ name }) => name in kept)
    .reduce((current, group) => removeGroup(current, group, kept[group.name]), candidate);
}

function removeGroup(candidate: Candidate, group: ChannelGroup, kept: readonly number[]): Candidate {
  const { producers, consumers, units } = group;
  const cuts = [
    ...producers.flatMap((name) => [`${name}/kernel`, `${name}/bias`].map((tensor) => lastAxis(tensor))),
    ...consumers.map((name) => firstAxis(`${name}/kernel`)),
  ];
  const network = shrinkConfigs(candidate.network, group, kept);
  return cuts.reduce((current, cut) => cutTensor(current, cut, { units, kept }), { ...candidate, network });
}

/** An axis of a tensor that holds the channels of a group, once or several times over. */
interface Cut {
  readonly tensor: string;
  readonly axis: 'first' | 'last';
}

const firstAxis = (tensor: string): Cut => ({ tensor, axis: 'first' });
const lastAxis = (tensor: string): Cut => ({ tensor, axis: 'last' });

interface Channels {
  readonly units: number;
  readonly kept: readonly number[];
}

function cutTensor(candidate: Candidate, { tensor, axis }: Cut, { units, kept }: Channels): Candidate {
  const { weights, masks, digitLimits } = candidate;
  const { shape, data } = weights[tensor];
  const columns = shape[shape.length - 1];
  const rows = data.length / columns;
  const rowsKept = axis === 'first' ? keptOf(rows, units, kept) : all(rows);
  const columnsKept = axis === 'last' ? keptOf(columns, units, kept) : all(columns);
  const at = rowsKept.flatMap((row) => columnsKept.map((column) => row * columns + column));
  const shapeKept =
    axis === 'last' ? [...shape.slice(0, -1), columnsKept.length] : [rowsKept.length, columns];
  const cutLimits = (arrays: Readonly<Record<string, Uint8Array>>) =>
    arrays[tensor] ? { ...arrays, [tensor]: Uint8Array.from(at, (i) => arrays[tensor][i]) } : arrays;
  return {
    ...candidate,
    weights: { ...weights, [tensor]: { shape: shapeKept, data: Float32Array.from(at, (i) => data[i]) } },
    ...(masks && { masks: cutLimits(masks) }),
    ...(digitLimits && { digitLimits: cutLimits(digitLimits) }),
  };
}

/** The kept channels of an axis that holds all channels one or several times over. */
function keptOf(size: number, units: number, kept: readonly number[]): number[] {
  return all(size / units).flatMap((turn) => kept.map((unit) => turn * units + unit));
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function shrinkConfigs(network: Network, group: ChannelGroup, kept: readonly number[]): Network {
  const { producers, carriers } = group;
  const layers = network.layers.map((layer) => {
    if (!carriers.includes(layer.name)) return layer;
    const shrunk = withKeptFormats(layer, group, kept);
    return producers.includes(layer.name) ? withUnits(shrunk, kept.length) : shrunk;
  });
  return { ...network, layers };
}

/** The layer without the formats of channels that go, in every list with a format per channel. */
function withKeptFormats(layer: LayerNode, { units }: ChannelGroup, kept: readonly number[]): LayerNode {
  const formats = Object.entries(layer.config).flatMap(([key, value]) =>
    isFormatList(value) ? [[key, keptOf(value.length, units, kept).map((i) => value[i])] as const] : [],
  );
  return formats.length === 0
    ? layer
    : { ...layer, config: { ...layer.config, ...Object.fromEntries(formats) } };
}

function isFormatList(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'object');
}

function checkKept(name: string, kept: readonly number[], groups: readonly ChannelGroup[]): void {
  const group = groups.find((each) => each.name === name);
  if (!group) {
    const names = groups.map((each) => each.name);
    throw new CodesignError(
      'pruning.layer',
      `'${name}' is no layer whose units may go. ${suggestName(name, names)}`,
    );
  }
  const inOrder = kept.every(
    (unit, i) => Number.isInteger(unit) && unit >= 0 && (i === 0 || unit > kept[i - 1]),
  );
  if (kept.length > 0 && inOrder && kept[kept.length - 1] < group.units) return;
  throw new CodesignError(
    'pruning.units',
    `The units kept of layer '${name}' are [${kept.join(', ')}]; expected at least one, ascending, ` +
      `from 0 to ${group.units - 1}.`,
  );
}
