import { breitWignerMass, decayOfTop, decayToQuarks, resonances } from './decay';
import { finalParticles } from './directions';
import { massOf, sumOf } from './particle';
import { createPortableMath } from '../../engines/wasm';
import { randomStreams, type Random } from '../random';

function streams(seed: number, count: number): Random[] {
  const all = randomStreams(seed, createPortableMath());
  return Array.from({ length: count }, () => all.next().value);
}

const decays = [
  { name: 'a W', mass: 80.4, make: decayToQuarks },
  { name: 'a Z', mass: 91.2, make: decayToQuarks },
  { name: 'a top quark', mass: 172.8, make: decayOfTop },
];

describe.each(decays)('the particles of $name', ({ mass, make }) => {
  it.each([{ energy: 1000 }, { energy: mass * 1.001 }])(
    'of $energy GeV have its mass and energy, and its momentum along x, whatever was radiated (seed 7, 1e-9)',
    ({ energy }) => {
      for (const random of streams(7, 200)) {
        const particles = finalParticles(make(mass, energy, random), random);
        const { e, x, y, z } = sumOf(particles);
        expect(massOf(particles)).toBeCloseTo(mass, 6);
        expect(e).toBeCloseTo(energy, 8);
        expect(x).toBeCloseTo(Math.sqrt(energy ** 2 - mass ** 2), 6);
        expect(Math.hypot(y, z)).toBeLessThan(1e-9 * energy);
      }
    },
  );
});

describe('every particle', () => {
  it('has positive energy equal to its momentum: none has a mass (seed 8, 1e-6 of the jet)', () => {
    for (const random of streams(8, 100)) {
      for (const { e, x, y, z } of finalParticles(decayOfTop(172.8, 1000, random), random)) {
        expect(e).toBeGreaterThan(0);
        expect(Math.abs(e - Math.hypot(x, y, z))).toBeLessThan(1e-3);
      }
    }
  });
});

describe('breitWignerMass', () => {
  it('has its quartiles half a width beside the peak, within 20 GeV of it (seed 9, 5 standard errors)', () => {
    const random = streams(9, 1)[0];
    const { massGeV, widthGeV } = resonances.Z;
    const count = 10_000;
    const masses = Array.from({ length: count }, () => breitWignerMass(resonances.Z, random)).sort(
      (a, b) => a - b,
    );
    const quartile = (share: number) => masses[Math.floor(share * count)];
    // The density at the peak is 2 / (pi width), at the quartiles half of it; the cut at 20 GeV moves them by 8 %.
    const error = (share: number, density: number) => Math.sqrt((share * (1 - share)) / count) / density;
    const atPeak = 2 / (Math.PI * widthGeV);
    expect(Math.abs(quartile(0.5) - massGeV)).toBeLessThan(5 * error(0.5, atPeak));
    for (const [share, side] of [
      [0.25, -1],
      [0.75, 1],
    ] as const) {
      const distance = side * (quartile(share) - massGeV);
      expect(distance).toBeLessThan(widthGeV / 2 + 5 * error(share, atPeak / 2));
      expect(distance).toBeGreaterThan(0.88 * (widthGeV / 2) - 5 * error(share, atPeak / 2));
    }
    expect(masses[0]).toBeGreaterThan(massGeV - 20);
    expect(masses[count - 1]).toBeLessThan(massGeV + 20);
  });
});
