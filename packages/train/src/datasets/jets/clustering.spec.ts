import { createPortableMath } from '../../engines/wasm';
import { clusterCambridgeAachen, type Cluster } from './clustering';
import { fourVectorOf, wrapped, type Direction } from './coordinates';
import { groomed } from './grooming';
import { simulateJet, jetClasses } from './jet';
import { sumOf, type FourVector } from './particle';
import { randomStreams } from '../random';

const math = createPortableMath();
const vectors = (directions: readonly Direction[]) => directions.map((each) => fourVectorOf(each, math));

/** All pairs at every step, by the platform's functions: slow, and told from nothing but the definition. */
function naive(particles: readonly FourVector[]): string[] {
  let left = particles.map((momentum, index) => ({ momentum, members: [index] }));
  const joins: string[] = [];
  const place = ({ momentum: { e, x, y, z } }: (typeof left)[number]) => [
    0.5 * Math.log((e + z) / (e - z)),
    Math.atan2(y, x),
  ];
  while (left.length > 1) {
    let best = { distance: Infinity, a: 0, b: 0 };
    left.forEach((one, a) =>
      left.slice(0, a).forEach((other, b) => {
        const [[y1, phi1], [y2, phi2]] = [place(one), place(other)];
        const distance = (y1 - y2) ** 2 + wrapped(phi1 - phi2) ** 2;
        if (distance < best.distance) best = { distance, a, b };
      }),
    );
    const [one, other] = [left[best.a], left[best.b]];
    const members = [...one.members, ...other.members].sort((m, n) => m - n);
    joins.push(members.join());
    left = left.filter((each) => each !== one && each !== other);
    left.push({ momentum: sumOf([one.momentum, other.momentum]), members });
  }
  return joins.sort();
}

function joinsOf(cluster: Cluster): string[] {
  if (!cluster.parents) return [];
  const own = [...cluster.members].sort((a, b) => a - b).join();
  return [own, ...cluster.parents.flatMap(joinsOf)].sort();
}

describe('clusterCambridgeAachen', () => {
  it('joins the same groups as a search of all pairs does (40 simulated jets, seed 5)', () => {
    const streams = randomStreams(5, math);
    for (let jet = 0; jet < 40; jet++) {
      const { detected } = simulateJet(jetClasses[jet % 5], streams.next().value);
      const particles = vectors(detected.slice(0, 30));
      expect(joinsOf(clusterCambridgeAachen(particles, math))).toEqual(naive(particles));
    }
  });

  it('joins the nearest first: of 0, 0.1 and 0.5 the first two, whatever their momenta', () => {
    const particles = vectors([
      { pt: 1, eta: 0, phi: 0 },
      { pt: 500, eta: 0.5, phi: 0 },
      { pt: 3, eta: 0.1, phi: 0 },
    ]);
    const { parents } = clusterCambridgeAachen(particles, math);
    expect(parents?.map(({ members }) => [...members].sort()).sort((a, b) => a.length - b.length)).toEqual([
      [1],
      [0, 2],
    ]);
  });

  it('of one particle is that particle', () => {
    expect(clusterCambridgeAachen(vectors([{ pt: 2, eta: 0.3, phi: 1 }]), math).members).toEqual([0]);
  });
});

describe('groomed', () => {
  /** Two prongs 0.4 apart, with a soft particle at a distance on either side. */
  const jet = (second: number) =>
    clusterCambridgeAachen(
      vectors([
        { pt: 100, eta: 0, phi: 0 },
        { pt: second, eta: 0.4, phi: 0 },
        { pt: 1, eta: -0.7, phi: 0.1 },
        { pt: 1, eta: 1.1, phi: 0 },
      ]),
      math,
    );

  it('drops soft particles at wide angles and keeps two prongs of which the softer has a tenth or more', () => {
    expect([...groomed(jet(12)).members].sort()).toEqual([0, 1]);
  });

  it('goes on into the harder prong where the softer has less than a tenth, down to one particle', () => {
    expect(groomed(jet(10)).members).toEqual([0]);
  });
});
