import type { Network } from '@nx-codesign/ir';
import type { Engine } from '../../training/types';
import { networkOf, weightsOf, type LayerOf } from './networks';

interface Example {
  readonly why: string;
  readonly shape: readonly number[];
  readonly layers: readonly LayerOf[];
  /** Elements by tensor, row-major. */
  readonly weights?: Readonly<Record<string, readonly number[]>>;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Passes values on, so that the network has a product. */
const identity = (name: string, units: number): LayerOf => ({ name, kind: 'dense', config: { units } });
const eye = (units: number) => Array.from({ length: units ** 2 }, (_, i) => (i % (units + 1) === 0 ? 1 : 0));
const flat: LayerOf = { name: 'flat', kind: 'flatten' };

const convolutions: readonly Example[] = [
  {
    why: 'conv2d multiplies each window with the filter, row by row',
    shape: [3, 3, 1],
    layers: [{ name: 'c', kind: 'conv2d', config: { filters: 1, size: [2, 2] } }, flat],
    weights: { 'c/kernel': [1, 2, 3, 4], 'c/bias': [0.5] },
    x: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    y: [37.5, 47.5, 67.5, 77.5],
  },
  {
    why: "'same' puts the greater half of the zeros behind",
    shape: [2, 2, 1],
    layers: [{ name: 'c', kind: 'conv2d', config: { filters: 1, size: [2, 2], padding: 'same' } }, flat],
    weights: { 'c/kernel': [1, 1, 1, 1], 'c/bias': [0] },
    x: [1, 2, 3, 4],
    y: [10, 6, 7, 4],
  },
  {
    why: "'same' with steps of two: 11 to 6 positions would begin one ahead, 3 to 2 as well",
    shape: [3, 1],
    layers: [
      { name: 'c', kind: 'conv1d', config: { filters: 1, size: 3, stride: 2, padding: 'same' } },
      flat,
    ],
    weights: { 'c/kernel': [1, 10, 100], 'c/bias': [0] },
    x: [1, 2, 3],
    y: [210, 32],
  },
  {
    why: 'the elements of a window run over row, column, channel',
    shape: [2, 2, 2],
    layers: [{ name: 'c', kind: 'conv2d', config: { filters: 2, size: [1, 2] } }, flat],
    weights: { 'c/kernel': [1, 0, 10, 0, 100, 0, 1000, 1], 'c/bias': [0, 0] },
    x: [1, 2, 3, 4, 5, 6, 7, 8],
    y: [4321, 4, 8765, 8],
  },
  {
    why: 'a dense layer is the same at every position of a set',
    shape: [2, 2],
    layers: [{ name: 'd', kind: 'dense', config: { units: 1 } }, flat],
    weights: { 'd/kernel': [1, 10], 'd/bias': [0.5] },
    x: [1, 2, 3, 4],
    y: [21.5, 43.5],
  },
];

const aggregations: readonly Example[] = [
  ...(
    [
      { function: 'max', y: [7, 6] },
      { function: 'sum', y: [8, 12] },
      { function: 'mean', y: [2, 3] },
    ] as const
  ).map(({ function: name, y }) => ({
    why: `${name} of a set, channel by channel`,
    shape: [4, 2],
    layers: [identity('d', 2), { name: 'a', kind: 'aggregate', config: { function: name } }],
    weights: { 'd/kernel': eye(2), 'd/bias': [0, 0] },
    x: [1, 6, -3, 6, 7, -2, 3, 2],
    y,
  })),
  {
    why: 'a mean takes 1/3 in the format that it states: 1/4',
    shape: [3, 1],
    layers: [
      identity('d', 1),
      {
        name: 'a',
        kind: 'aggregate',
        config: { function: 'mean', reciprocal: { signed: false, integer: 0, fraction: 2 } },
      },
    ],
    weights: { 'd/kernel': [1], 'd/bias': [0] },
    x: [1, 2, 3],
    y: [1.5],
  },
  {
    why: 'max pooling of overlapping windows',
    shape: [2, 3, 1],
    layers: [
      identity('d', 1),
      { name: 'p', kind: 'pool', config: { function: 'max', size: [2, 2], strides: [1, 1] } },
      flat,
    ],
    weights: { 'd/kernel': [1], 'd/bias': [0] },
    x: [1, 5, 2, -1, 0, 6],
    y: [5, 6],
  },
  {
    why: 'average pooling leaves out what no whole window covers',
    shape: [5, 1],
    layers: [identity('d', 1), { name: 'p', kind: 'pool', config: { function: 'average', size: [2] } }, flat],
    weights: { 'd/kernel': [1], 'd/bias': [0] },
    x: [1, 3, 5, 7, 100],
    y: [2, 6],
  },
];

const others: readonly Example[] = [
  {
    why: 'a residual adds what two layers give',
    shape: [2],
    layers: [identity('d', 2), { name: 'r', kind: 'add', inputs: ['input', 'd'] }],
    weights: { 'd/kernel': [0, 1, 1, 0], 'd/bias': [0.5, 0] },
    x: [1, 10],
    y: [11.5, 11],
  },
  {
    why: 'a product multiplies what two layers give, element by element',
    shape: [2],
    layers: [identity('d', 2), { name: 'p', kind: 'multiply', inputs: ['input', 'd'] }],
    weights: { 'd/kernel': [0, 1, 1, 0], 'd/bias': [0.5, 0] },
    x: [2, 10],
    y: [2 * 10.5, 10 * 2],
  },
  {
    why: 'a layer that a product reads twice is squared, one that it reads three times is cubed, at every position',
    shape: [2, 1],
    layers: [
      identity('d', 1),
      { name: 's', kind: 'multiply', inputs: ['d', 'd'] },
      { name: 'p', kind: 'multiply', inputs: ['s', 'd', 's'] },
      flat,
    ],
    weights: { 'd/kernel': [1], 'd/bias': [1] },
    x: [1, -3],
    y: [2 ** 5, (-2) ** 5],
  },
  {
    why: 'a product is rounded to its format, half up, and saturates',
    shape: [3],
    layers: [
      identity('d', 3),
      {
        name: 'p',
        kind: 'multiply',
        inputs: ['d', 'input'],
        config: { output: { signed: true, integer: 2, fraction: 1 } },
      },
    ],
    weights: { 'd/kernel': eye(3), 'd/bias': [0, 0, -4] },
    // 0.5625, 2.25 and 1.5 * -2.5 = -3.75 in halves: 1.125, 4.5, -7.5, then the first again above the range.
    x: [0.75, 1.5, 1.5],
    y: [0.5, 2.5, -3.5],
  },
  {
    why: 'dropout drops nothing outside training',
    shape: [3],
    layers: [identity('d', 3), { name: 'o', kind: 'dropout', config: { rate: 0.9 } }],
    weights: { 'd/kernel': eye(3), 'd/bias': [0, 0, 0] },
    x: [1, 2, 3],
    y: [1, 2, 3],
  },
  {
    why: 'weights and values take the format of their channel, one of no bits',
    shape: [1],
    layers: [
      {
        name: 'd',
        kind: 'dense',
        config: {
          units: 3,
          weight: [
            { signed: true, integer: 1, fraction: 1 },
            { signed: true, integer: 1, fraction: 3 },
            { signed: false, integer: 0, fraction: 0 },
          ],
          output: [
            { signed: false, integer: 3, fraction: 0 },
            { signed: false, integer: 3, fraction: 3 },
            { signed: false, integer: 2, fraction: 0 },
          ],
        },
      },
    ],
    weights: { 'd/kernel': [0.7, 0.7, 0.7], 'd/bias': [0, 0, 9] },
    // 0.7 is 0.5, 0.75 and 0; 9 saturates at 3.
    x: [3],
    y: [2, 2.25, 3],
  },
];

export function describeLayersByHand(engine: Engine): void {
  it.each([...convolutions, ...aggregations, ...others])(
    'computes a layer: $why',
    ({ shape, layers, weights = {}, x, y }) => {
      const network: Network = networkOf(shape, layers);
      const session = engine.open(network, { loss: 'mse', maxBatch: 2 });
      session.setWeights(weightsOf(network, weights));
      // Two examples: the second must not disturb the first, nor the first the second.
      const two = Float32Array.from([...x, ...x]);
      expect([...session.forward(two, 2)]).toEqual([...y, ...y]);
    },
  );
}
