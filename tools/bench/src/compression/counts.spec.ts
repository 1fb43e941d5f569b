import { weightShapes, type Network, type Weights } from '@nx-codesign/ir';
import { bitOperations } from './counts';
import { deepSets } from './deepSets';

/** Weights without a zero: counts depend on zeros only. */
const onesOf = (network: Network): Weights =>
  Object.fromEntries(
    Object.entries(weightShapes(network)).map(([tensor, shape]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      return [tensor, { shape, data: new Float32Array(size).fill(1) }];
    }),
  );

const eight = { weightBits: 8, activationBits: 8 };
/** NAC logs these with its pooling constant: 4,224 for 32 features, 2,048 for 16, 1,024 for 8. */
const logged = [
  { name: 'base', widths: { phi: [32, 32, 32], rho: [16] }, bops: 236376.15625 - 4224 },
  { name: 'large', widths: { phi: [32, 32], rho: [32, 64] }, bops: 387736.15625 - 4224 },
  { name: 'medium', widths: { phi: [32, 16], rho: [64, 8, 32] }, bops: 218296.15625 - 2048 },
  { name: 'small', widths: { phi: [8, 8], rho: [16, 16] }, bops: 47142.0390625 - 1024 },
  { name: 'tiny', widths: { phi: [16], rho: [8, 8, 4] }, bops: 26324.078125 - 2048 },
];

describe('bitOperations', () => {
  it.each(logged)("of NAC's $name network, each layer once at 8 bits, are those of its log", (entry) => {
    const network = deepSets(entry.name, entry.widths, { norm: 'none' });
    expect(Math.abs(bitOperations(network, onesOf(network), eight).once - entry.bops)).toBeLessThan(0.1);
  });

  it('count phi at all eight particles', () => {
    const network = deepSets('n', { phi: [4], rho: [2] }, { norm: 'none' });
    // phi 12 products of fan-in 3, rho 8 of fan-in 4 and 10 of fan-in 2: bw ba + bw + ba + log2 n each.
    const [phi, rho] = [12 * (80 + Math.log2(3)), 8 * 82 + 10 * 81];
    const { all, once } = bitOperations(network, onesOf(network), eight);
    // The logarithm is rounded to 6 significant digits.
    expect(once).toBeCloseTo(phi + rho, 3);
    expect(all).toBeCloseTo(8 * phi + rho, 2);
  });
});
