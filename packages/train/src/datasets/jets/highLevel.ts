import type { PortableMath } from '../../engines/wasm';
import { clusterCambridgeAachen } from './clustering';
import { fourVectorOf, type Direction } from './coordinates';
import { correlatorsOf } from './correlators';
import { groomed } from './grooming';
import { massOf } from './particle';

/**
 * The 16 high-level features in the order of `highLevelFeatures`. All but zlogz and multiplicity are those of the jet
 * groomed by modified mass drop, as in the program that made the published sets (repository
 * nhanvtran/trackObservables, `anaSubstructure.cpp`): `C` after Larkoski et al. 2013 (arXiv 1305.0007), `D2`
 * after Larkoski et al. 2014 (arXiv 1409.6298), `M2` and `N2` after Moult et al. 2016 (arXiv 1609.07483). A ratio
 * whose denominator is 0, as that of a groomed jet of one particle, is 0. O(n^3).
 */
export function highLevelOf(constituents: readonly Direction[], math: PortableMath): number[] {
  if (constituents.length === 0) return new Array<number>(16).fill(0);
  const momenta = constituents.map((each) => fourVectorOf(each, math));
  const { members } = groomed(clusterCambridgeAachen(momenta, math));
  const [zero, one, two] = correlatorsOf(members.map((member) => constituents[member]));
  const mass = massOf(members.map((member) => momenta[member]));
  return [
    zlogz(
      momenta.map(({ e }) => e),
      math,
    ),
    zero.e2,
    one.e2,
    two.e2,
    ratio(one.e3[2], one.e2 * one.e2),
    ratio(two.e3[2], two.e2 * two.e2),
    ratio(one.e3[2], one.e2 * one.e2 * one.e2),
    ratio(two.e3[2], two.e2 * two.e2 * two.e2),
    ratio(one.e3[2], one.e2 * one.e2 * one.e2),
    ratio(one.e3[2], two.e2 * Math.sqrt(two.e2)),
    ratio(one.e3[0], one.e2),
    ratio(two.e3[0], two.e2),
    ratio(one.e3[1], one.e2 * one.e2),
    ratio(two.e3[1], two.e2 * two.e2),
    mass,
    constituents.length,
  ];
}

/** Sum of `x log x` over the shares of the energy. */
function zlogz(energies: readonly number[], { log }: PortableMath): number {
  const total = energies.reduce((sum, energy) => sum + energy, 0);
  return energies.reduce((sum, energy) => sum + (energy / total) * log(energy / total), 0);
}

function ratio(numerator: number, denominator: number): number {
  return denominator > 0 ? numerator / denominator : 0;
}
