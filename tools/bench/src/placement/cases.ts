/** A dense network with random weights on a part. */
export interface PlacementCase {
  readonly part: string;
  /** Inputs, then the units of each layer. */
  readonly widths: readonly number[];
  /** Of weights and activations. */
  readonly bits: number;
  readonly zeroPercent: number;
  readonly clockPeriodNs: number;
  readonly seed: number;
  /** Whether the routes of the range were fitted to it, or it is there to check the range. */
  readonly use: 'fit' | 'check';
}

const hx8k = 'ice40hx8k-ct256';
const up5k = 'ice40up5k-sg48';
const ecp5 = 'lfe5u-25f';

type Network = Pick<PlacementCase, 'widths' | 'bits' | 'zeroPercent' | 'seed'>;

const network = (
  widths: readonly number[],
  seed: number,
  { bits = 6, zeroPercent = 50 }: Partial<Network> = {},
): Network => ({ widths, seed, bits, zeroPercent });

function atClocks(
  part: string,
  use: PlacementCase['use'],
  { clocks, networks }: { readonly clocks: readonly number[]; readonly networks: readonly Network[] },
): PlacementCase[] {
  return networks.flatMap((each) => clocks.map((clockPeriodNs) => ({ part, use, clockPeriodNs, ...each })));
}

const fewBits = network([20, 8, 5], 4, { bits: 4 });
const manyBits = network([12, 10, 4], 5, { bits: 8, zeroPercent: 70 });

const threeLayers = network([16, 8, 6, 5], 21);
const fiveBits = network([14, 10, 4], 22, { bits: 5 });

/** The networks that the ranges were fitted to, and others, of other widths, depths and seeds, to check them. */
export const placementCases: readonly PlacementCase[] = [
  ...atClocks(up5k, 'fit', {
    clocks: [10, 20, 30],
    networks: [network([16, 4, 5], 1), network([16, 8, 5], 1)],
  }),
  ...atClocks(up5k, 'fit', { clocks: [12, 25], networks: [network([16, 6, 6, 5], 2), fewBits] }),
  ...atClocks(up5k, 'check', { clocks: [10], networks: [threeLayers, network([24, 8, 4], 23, { bits: 4 })] }),
  ...atClocks(up5k, 'check', { clocks: [14], networks: [fiveBits] }),
  ...atClocks(up5k, 'check', { clocks: [16], networks: [network([16, 8, 6, 5], 24)] }),
  ...atClocks(up5k, 'check', { clocks: [20, 30], networks: [network([16, 8, 8, 5], 1)] }),
  ...atClocks(ecp5, 'fit', {
    clocks: [2.5, 5, 8],
    networks: [network([16, 4, 5], 1), network([16, 8, 5], 1), network([16, 16, 5], 1)],
  }),
  ...atClocks(ecp5, 'check', {
    clocks: [3, 6],
    networks: [
      ...[network([16, 8, 8, 5], 2), network([16, 8, 8, 5], 3)],
      ...[network([24, 12, 5], 4, { bits: 4 }), manyBits],
    ],
  }),
  ...atClocks(ecp5, 'check', { clocks: [3], networks: [threeLayers] }),
  ...atClocks(ecp5, 'check', { clocks: [6], networks: [fiveBits] }),
  ...atClocks(hx8k, 'fit', {
    clocks: [5, 10],
    networks: [network([16, 6, 6, 5], 2), network([20, 12, 5], 4, { bits: 4 }), manyBits],
  }),
  ...atClocks(hx8k, 'fit', { clocks: [4, 9], networks: [network([32, 16, 5], 11, { bits: 3 })] }),
  ...atClocks(hx8k, 'check', { clocks: [4], networks: [threeLayers, network([24, 12, 4], 23, { bits: 4 })] }),
  ...atClocks(hx8k, 'check', { clocks: [5], networks: [fiveBits] }),
  ...atClocks(hx8k, 'check', { clocks: [6], networks: [network([16, 12, 6, 5], 24)] }),
];
