import type { ProductShape } from './gemmKernels';
import type { NetworkName } from '../networks';

/** Examples of a chunk of each network: about what the engine computes at once. */
const examples = 128;
const particles = 16;

const plain = (rows: number, inner: number, columns: number): ProductShape => ({
  ...{ form: 'plain', rows, inner, columns },
});
const transposed = (rows: number, inner: number, columns: number): ProductShape => ({
  ...{ form: 'transposed', rows, inner, columns },
});

/** A dense layer: forward, the kernel's gradient and, unless it reads the network's input, the input's gradient. */
function dense(rows: number, [inner, columns]: readonly [number, number], isFirst = false): ProductShape[] {
  const both = [plain(rows, inner, columns), transposed(rows, inner, columns)];
  return isFirst ? both : [...both, { ...plain(rows, columns, inner), isInputGradient: true }];
}

/** A convolution of 3x3 over a square image, likewise. */
function convolution(side: number, channels: number, columns: number): ProductShape[] {
  const rows = examples * (side - 2) ** 2;
  const shape = { rows, inner: 9 * channels, columns, image: { side, channels, examples } };
  const both: ProductShape[] = [
    { ...shape, form: 'windows' },
    { ...shape, form: 'windowsTransposed' },
  ];
  return channels === 1 ? both : [...both, { ...shape, form: 'scatter' }];
}

/** All products of a training step of the benchmarked networks, for one chunk. */
export const products: Readonly<Record<NetworkName, readonly ProductShape[]>> = {
  mlp: [
    ...dense(examples, [16, 64], true),
    ...dense(examples, [64, 32]),
    ...dense(examples, [32, 32]),
    ...dense(examples, [32, 5]),
  ],
  deepSets: [
    ...dense(examples * particles, [3, 32], true),
    ...dense(examples * particles, [32, 32]),
    ...dense(examples, [32, 32]),
    ...dense(examples, [32, 5]),
  ],
  cnn: [
    ...convolution(11, 1, 16),
    ...convolution(9, 16, 8),
    ...dense(examples, [392, 32]),
    ...dense(examples, [32, 2]),
  ],
};
