import type { LayerNode, Network, Tensor, Weights } from '@nx-codesign/ir';
import { initialWeights } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import { channelsOf, inputSource, isLinear, sourcesOf } from './channelSources';
import { keptUnits } from './keptUnits';

/** For each channel of a value the parent's channel that it continues; undefined for a new one. */
type Channels = readonly (number | undefined)[];

interface Lineage {
  /** The parent's layer that the channels are of. */
  readonly source: string;
  readonly channels: Channels;
}

/**
 * Starting weights for a network from a trained relative whose layers have the same names, so that it computes what
 * the relative does, as far as it can (after Net2Net, Chen et al. 2016, arXiv:1511.05641). New units start at random
 * and are read with weights of 0; where units go, those that matter least do; a layer that the relative has not
 * begins as the identity; a larger window gets a border of 0. What has no counterpart starts as `initialWeights`.
 */
export function transferWeights(parent: Model, network: Network, seed: number): Weights {
  const weights: Record<string, Tensor> = { ...initialWeights(network, seed) };
  const lineages = new Map<string, Lineage>([[inputSource, inputLineage(network)]]);
  const parentSources = sourcesOf(parent.network);
  for (const layer of network.layers) {
    const read = lineages.get(layer.inputs[0])!;
    if (isLinear(layer)) {
      const given = parentSources.has(layer.name)
        ? continued(parent, layer, { read, parentSources, weights, network })
        : inserted(layer, { read, weights, network });
      Object.assign(weights, given.weights);
      lineages.set(layer.name, given.lineage);
    } else {
      for (const [tensor, own] of tensorsOf(weights, layer)) {
        const old = parent.weights[tensor];
        if (old && read.source === parentSources.get(layer.name))
          weights[tensor] = picked(own, old, read.channels);
      }
      lineages.set(layer.name, read);
    }
  }
  return weights;
}

function inputLineage(network: Network): Lineage {
  const channels = Array.from({ length: channelsOf(network, inputSource) }, (_, channel) => channel);
  return { source: inputSource, channels };
}

interface Around {
  readonly read: Lineage;
  readonly weights: Weights;
  readonly network: Network;
}

/** A linear layer that the parent has too. */
function continued(
  parent: Model,
  { name }: LayerNode,
  { read, parentSources, weights, network }: Around & { parentSources: ReadonlyMap<string, string> },
): { weights: Weights; lineage: Lineage } {
  const units = channelsOf(network, name);
  const kept = keptUnits(parent, name, units);
  const channels = Array.from({ length: units }, (_, unit) => kept[unit]);
  const lineage = { source: name, channels };
  const source = parentSources.get(name)!;
  const [kernel, old] = [weights[`${name}/kernel`], parent.weights[`${name}/kernel`]];
  const positions = positionMap(kernel, old, {
    channels: read.channels.length,
    oldChannels: channelsOf(parent.network, source),
  });
  // Another layer before it, or another image after it: its rows mean something else.
  if (read.source !== source || positions === undefined) return { weights: {}, lineage };
  return {
    lineage,
    weights: {
      [`${name}/kernel`]: kernelFrom(kernel, old, {
        rows: positions.flatMap((position) =>
          read.channels.map((channel) =>
            position === undefined || channel === undefined
              ? undefined
              : position * channelsOf(parent.network, source) + channel,
          ),
        ),
        columns: channels,
      }),
      [`${name}/bias`]: picked(weights[`${name}/bias`], parent.weights[`${name}/bias`], channels),
    },
  };
}

/** A linear layer that the parent has not: the identity on as many channels as it can pass on, at its middle. */
function inserted(
  { name }: LayerNode,
  { read, weights, network }: Around,
): { weights: Weights; lineage: Lineage } {
  const { shape, data } = weights[`${name}/kernel`];
  const inputs = read.channels.length;
  const middle = Math.floor(shape[0] / inputs / 2);
  const passed = Math.min(inputs, shape[1]);
  const identity = data.map((weight, at) => {
    const [row, column] = [Math.floor(at / shape[1]), at % shape[1]];
    if (column >= passed) return weight;
    return row === middle * inputs + column ? 1 : 0;
  });
  const channels = Array.from({ length: channelsOf(network, name) }, (_, unit) => read.channels[unit]);
  return {
    weights: { [`${name}/kernel`]: { shape, data: identity } },
    lineage: { source: read.source, channels },
  };
}

/**
 * For each position of a kernel's window that of the parent's: the same ones, or the parent's square window in the
 * middle of the larger or smaller one. Undefined if they do not fit.
 */
function positionMap(
  kernel: Tensor,
  old: Tensor,
  { channels, oldChannels }: { channels: number; oldChannels: number },
): (number | undefined)[] | undefined {
  const [count, oldCount] = [kernel.shape[0] / channels, old.shape[0] / oldChannels];
  if (count === oldCount) return Array.from({ length: count }, (_, position) => position);
  const [side, oldSide] = [Math.sqrt(count), Math.sqrt(oldCount)];
  const border = (side - oldSide) / 2;
  if (![side, oldSide, border].every(Number.isInteger)) return undefined;
  return Array.from({ length: count }, (_, position) => {
    const [row, column] = [Math.floor(position / side) - border, (position % side) - border];
    const isInside = [row, column].every((at) => at >= 0 && at < oldSide);
    return isInside ? row * oldSide + column : undefined;
  });
}

/** New columns keep their start; new rows are 0 where they lead into a column of the parent's. */
function kernelFrom(
  { shape, data }: Tensor,
  old: Tensor,
  { rows, columns }: { rows: Channels; columns: Channels },
): Tensor {
  const result = data.map((weight, at) => {
    const [row, column] = [rows[Math.floor(at / shape[1])], columns[at % shape[1]]];
    if (column === undefined) return weight;
    return row === undefined ? 0 : old.data[row * old.shape[1] + column];
  });
  return { shape, data: result };
}

/** One value per channel. */
function picked({ shape, data }: Tensor, old: Tensor, channels: Channels): Tensor {
  const result = data.map((own, at) => {
    const from = channels[at];
    return from === undefined ? own : old.data[from];
  });
  return { shape, data: result };
}

function tensorsOf(weights: Weights, { name }: LayerNode): [string, Tensor][] {
  return Object.entries(weights).filter(([tensor]) => tensor.startsWith(`${name}/`));
}
