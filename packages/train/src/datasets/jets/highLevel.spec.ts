import { createPortableMath } from '../../engines/wasm';
import { randomStreams } from '../random';
import { highLevelFeatures } from './features';
import { highLevelOf } from './highLevel';
import { jetClasses, simulateJet, type JetClass } from './jet';

const math = createPortableMath();
const named = (values: readonly number[]) =>
  Object.fromEntries(values.map((value, at) => [highLevelFeatures[at], value])) as Record<
    (typeof highLevelFeatures)[number],
    number
  >;

describe('high-level features', () => {
  it('of three constituents with shares 1/2, 1/4, 1/4 at distances 0.3, 0.4, 0.5', () => {
    const found = named(
      highLevelOf(
        [
          { pt: 20, eta: 0, phi: 0 },
          { pt: 10, eta: 0, phi: 0.3 },
          { pt: 10, eta: 0, phi: -0.4 },
        ].map((each, at) => (at === 2 ? { ...each, phi: 0, eta: 0.4 } : each)),
        math,
      ),
    );
    // Groomed, the first two joined with the third at 1/4: all stay. e2 = 0.11875, e3 = 0.06 / 32 and so on.
    const e2 = 0.11875;
    const energies = [20, 10, 10 * Math.cosh(0.4)];
    const total = energies.reduce((sum, each) => sum + each);
    expect(found.zlogz).toBeCloseTo(
      energies.reduce((sum, each) => sum + (each / total) * Math.log(each / total), 0),
      12,
    );
    expect(found.c1_b0_mmdt).toBeCloseTo(5 / 16, 12);
    expect(found.c1_b1_mmdt).toBeCloseTo(e2, 12);
    expect(found.c2_b1_mmdt).toBeCloseTo(0.06 / 32 / e2 ** 2, 12);
    expect(found.d2_b1_mmdt).toBeCloseTo(0.06 / 32 / e2 ** 3, 11);
    expect(found.d2_a1_b2_mmdt).toBeCloseTo(0.06 / 32 / 0.046875 ** 1.5, 11);
    expect(found.m2_b1_mmdt).toBeCloseTo(0.3 / 32 / e2, 12);
    expect(found.n2_b1_mmdt).toBeCloseTo(0.12 / 32 / e2 ** 2, 12);
    expect(found.n2_b2_mmdt).toBeCloseTo(0.0144 / 32 / 0.046875 ** 2, 12);
    expect(found.multiplicity).toBe(3);
    // Masses of pairs without mass: m^2 = 2 pT pT (cosh(deta) - cos(dphi)).
    const square =
      2 * (200 * (1 - Math.cos(0.3)) + 200 * (Math.cosh(0.4) - 1) + 100 * (Math.cosh(0.4) - Math.cos(0.3)));
    expect(found.mass_mmdt).toBeCloseTo(Math.sqrt(square), 10);
  });

  it('of a jet without constituents, or of one, are finite', () => {
    expect(highLevelOf([], math)).toEqual(new Array(16).fill(0));
    expect(highLevelOf([{ pt: 5, eta: 0, phi: 0 }], math).every(Number.isFinite)).toBe(true);
  });

  it('find the W at 80 GeV, the Z at 90 and the top near 173 after grooming; quarks are lighter (500 jets, seed 1)', () => {
    const streams = randomStreams(1, math);
    const masses = Object.fromEntries(jetClasses.map((name) => [name, [] as number[]])) as Record<
      JetClass,
      number[]
    >;
    for (let index = 0; index < 500; index++) {
      const name = jetClasses[index % 5];
      masses[name].push(named(highLevelOf(simulateJet(name, streams.next().value).detected, math)).mass_mmdt);
    }
    const share = (name: JetClass, low: number, high: number) =>
      masses[name].filter((mass) => mass >= low && mass < high).length / masses[name].length;
    expect(share('W', 72, 86)).toBeGreaterThan(0.5);
    expect(share('Z', 82, 97)).toBeGreaterThan(0.5);
    expect(share('t', 155, 180)).toBeGreaterThan(0.4);
    expect(share('q', 72, 97)).toBeLessThan(0.2);
    expect(share('q', 0, 60)).toBeGreaterThan(share('g', 0, 60));
  });
});
