import { CodesignError, weightShapes, type LayerNode, type Network } from '@nx-codesign/ir';
import { roleOf } from '../quantization/layerRoles';

/**
 * Channels that can only go together: the units of a linear layer, and of every other linear layer whose value is
 * added to its value or multiplied with it. Element i of a carrier's last axis is channel `i % units`; so is row i of a consumer's kernel,
 * behind windows and a flatten too.
 */
export interface ChannelGroup {
  /** The first producer's name. */
  readonly name: string;
  readonly units: number;
  /** Linear layers whose units these are: columns of the kernel, entries of the bias. */
  readonly producers: readonly string[];
  /** Layers whose values hold these channels, producers included. */
  readonly carriers: readonly string[];
  /** Linear layers that read a carrier: rows of the kernel. */
  readonly consumers: readonly string[];
}

interface Draft {
  readonly units: number;
  readonly producers: string[];
  readonly carriers: string[];
  readonly consumers: string[];
  /** The network's input or output holds these channels, or a sum or a product that pairs them unevenly. */
  isFixed: boolean;
}

/**
 * The groups of channels that pruning may shrink, in the network's order. Channels of the input and of the output are
 * none, nor is what a residual path or a product pairs with them. Throws CodesignError `pruning.unfolded` for a batch normalisation.
 */
export function channelGroups(network: Network): ChannelGroup[] {
  const shapes = weightShapes(network);
  const drafts = new Map<string, Draft>([['input', draftOf(0, { isFixed: true })]]);
  for (const layer of network.layers) drafts.set(layer.name, draftAfter(layer, drafts, shapes));
  drafts.get(network.output)!.isFixed = true;
  return [...new Set(drafts.values())]
    .filter(({ isFixed }) => !isFixed)
    .map(({ units, producers, carriers, consumers }) => ({
      name: producers[0],
      units,
      producers,
      carriers,
      consumers,
    }));
}

function draftAfter(
  layer: LayerNode,
  drafts: Map<string, Draft>,
  shapes: Readonly<Record<string, readonly number[]>>,
): Draft {
  const { name, inputs } = layer;
  const role = roleOf(layer);
  if (role === 'normalization') throw unfolded(name);
  if (role === 'linear') {
    drafts.get(inputs[0])!.consumers.push(name);
    const [, units] = shapes[`${name}/kernel`];
    return draftOf(units, { producers: [name], carriers: [name] });
  }
  const [first, ...others] = inputs;
  for (const input of others) merge(drafts.get(first)!, drafts.get(input)!, drafts);
  const merged = drafts.get(first)!;
  merged.carriers.push(name);
  // A reshape that states its shape may spread a channel over the last axis, and would have to change with it.
  if (role === 'reshape' && Object.keys(layer.config).length > 0) merged.isFixed = true;
  return merged;
}

/** Makes two groups one, wherever they are known. */
function merge(a: Draft, b: Draft, drafts: Map<string, Draft>): void {
  if (a === b) return;
  const merged = draftOf(a.units, {
    producers: [...a.producers, ...b.producers],
    carriers: [...a.carriers, ...b.carriers],
    consumers: [...a.consumers, ...b.consumers],
    isFixed: a.isFixed || b.isFixed || a.units !== b.units,
  });
  for (const [name, draft] of drafts) if (draft === a || draft === b) drafts.set(name, merged);
}

function draftOf(units: number, parts: Partial<Draft>): Draft {
  return { units, producers: [], carriers: [], consumers: [], isFixed: false, ...parts };
}

function unfolded(name: string): CodesignError {
  return new CodesignError(
    'pruning.unfolded',
    `Layer '${name}' is a batch normalisation, which pruning does not know. Call foldBatchNorm first.`,
  );
}
