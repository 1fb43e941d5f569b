import { denseNetwork } from './layers';
import { buildLayer } from './synthesis';

/** CPU time of our optimiser on square layers, 6 bits, half of the weights zero. */
export interface Growth {
  readonly rows: readonly { readonly size: number; readonly seconds: number }[];
  /** Power of the number of weights that the time grows with, from the second to the last size. */
  readonly power: number;
}

const sizes = [32, 64, 128, 256];

export function measureGrowth(): Growth {
  const layerOf = (size: number) => denseNetwork([size, size], { bits: 6, zeroPercent: 50 })[0];
  buildLayer(layerOf(sizes[0])); // the compiler warms up
  const rows = sizes.map((size) => ({ size, seconds: buildLayer(layerOf(size)).seconds }));
  const [first, last] = [rows[1], rows[rows.length - 1]];
  const power = Math.log(last.seconds / first.seconds) / (2 * Math.log(last.size / first.size));
  return { rows, power };
}
