import type { Fixed, LayerNode, Network } from '@nx-codesign/ir';
import type { Draws } from './draws';

export const networkFamilies = ['mlp', 'deepSets', 'convNet'] as const;
export type NetworkFamily = (typeof networkFamilies)[number];

/** What each family reads: high-level features of jets, constituents of jets, patches with Bragg peaks. */
export const inputsOf: Record<NetworkFamily, Network['input']> = {
  mlp: { shape: [16], format: signed(1, 6) },
  deepSets: { shape: [8, 3], format: signed(1, 6) },
  convNet: { shape: [7, 7, 1], format: { signed: false, integer: 0, fraction: 6 } },
};

type Draft = Omit<LayerNode, 'inputs' | 'name'>;

/** A float network of a family with drawn sizes, small enough to be synthesised in seconds. */
export function drawNetwork(family: NetworkFamily, draws: Draws): Network {
  const activation = { kind: 'activation', config: { function: draws.one(functions) } };
  const drafts = recipes[family]({ draws, activation });
  return chained(family, drafts);
}

/** Most networks have ReLU. */
const functions = ['relu', 'relu', 'relu', 'relu', 'relu', 'leakyRelu', 'tanh', 'gelu'] as const;
/** Fewest and most units of a hidden layer of most networks, and of a few. */
const smallUnits = [8, 24] as const;
const largeUnits = [24, 64] as const;
const largeShare = 0.1;

interface Frame {
  readonly draws: Draws;
  readonly activation: Draft;
}

const recipes: Record<NetworkFamily, (frame: Frame) => Draft[]> = {
  mlp: (frame) => {
    const units = frame.draws.share() < largeShare ? largeUnits : smallUnits;
    return [...hidden(frame, frame.draws.integer(0, 2), units), dense(5)];
  },
  deepSets: (frame) => {
    const { draws } = frame;
    const aggregation = draws.one(['mean', 'max', 'sum']);
    return [
      ...hidden(frame, draws.integer(1, 2), [6, 18]),
      { kind: 'aggregate', config: { function: aggregation } },
      ...hidden(frame, draws.integer(0, 1), [6, 18]),
      dense(5),
    ];
  },
  convNet: (frame) => {
    const { draws, activation } = frame;
    const step = draws.one([1, 2]);
    const strides = step > 1 ? { strides: [step, step] } : {};
    const conv = { kind: 'conv2d', config: { filters: draws.integer(3, 6), size: [3, 3], ...strides } };
    const pooling = draws.one(['max', 'average']);
    // A window with a step of 1 leaves 5 x 5 positions, too many for a dense layer of seconds.
    const pool = { kind: 'pool', config: { function: pooling, size: [2, 2] } };
    const flatten = { kind: 'flatten', config: {} };
    return [
      ...[conv, activation, ...(step === 1 ? [pool] : []), flatten],
      ...[...hidden(frame, draws.integer(0, 1), [6, 12]), dense(2)],
    ];
  },
};

function dense(units: number): Draft {
  return { kind: 'dense', config: { units } };
}

function hidden(
  { draws, activation }: Frame,
  layers: number,
  [low, high]: readonly [number, number],
): Draft[] {
  return Array.from({ length: layers }, () => [dense(draws.integer(low, high)), activation]).flat();
}

/** Each layer reads the one before. */
function chained(family: NetworkFamily, drafts: readonly Draft[]): Network {
  const nameAt = (index: number) => (index < 0 ? 'input' : `${drafts[index].kind}${index + 1}`);
  const layers = drafts.map((draft, index) => ({
    ...draft,
    name: nameAt(index),
    inputs: [nameAt(index - 1)],
  }));
  return { name: family, input: inputsOf[family], layers, output: nameAt(drafts.length - 1) };
}

function signed(integer: number, fraction: number): Fixed {
  return { signed: true, integer, fraction };
}
