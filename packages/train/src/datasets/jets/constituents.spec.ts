import { createPortableMath } from '../../engines/wasm';
import { constituentFeaturesOf } from './constituents';
import { constituentFeatures } from './features';
import { rotatedAngles } from './rotation';

const math = createPortableMath();
const named = (values: readonly number[]) =>
  Object.fromEntries(values.map((value, at) => [constituentFeatures[at], value])) as Record<
    (typeof constituentFeatures)[number],
    number
  >;

describe('the 16 features of a constituent', () => {
  const ln2 = Math.log(2);
  /** cosh(ln 2) = 5/4, sinh(ln 2) = 3/4, tanh(ln 2) = 3/5. */
  const [first, second] = constituentFeaturesOf(
    [
      { pt: 60, eta: ln2, phi: 0 },
      { pt: 40, eta: -ln2, phi: 0 },
    ],
    math,
  ).map(named);

  it('are momentum and energy of a particle without mass, and shares of the sum of all', () => {
    expect(first).toMatchObject({ pt: 60, phi: 0 });
    expect(first.px).toBeCloseTo(60, 12);
    expect(first.pz).toBeCloseTo(45, 12);
    expect(first.e).toBeCloseTo(75, 12);
    expect(second.pz).toBeCloseTo(-30, 12);
    expect(first.erel).toBeCloseTo(75 / 125, 12);
    expect(second.ptrel).toBeCloseTo(40 / 100, 12);
  });

  it('are angles to the axis of the sum, whose eta is asinh(15 / 100), and the cosine of the angle to the beam', () => {
    const axis = Math.asinh(0.15);
    expect(first.etarel).toBeCloseTo(ln2 - axis, 12);
    expect(second.etarel).toBeCloseTo(-ln2 - axis, 12);
    expect(second.deltaR).toBeCloseTo(ln2 + axis, 12);
    expect(first.costheta).toBeCloseTo(0.6, 12);
    expect(second.costheta).toBeCloseTo(-0.6, 12);
  });

  it('turn the second core to negative phi and measure from the first', () => {
    expect([first.etarot, first.phirot, first.costhetarel].map((each) => each + 0)).toEqual([0, 0, 0]);
    expect(second.etarot).toBeCloseTo(0, 12);
    // sinh(2 ln 2) = 15/8: the angle between the two, all of it in phi.
    expect(second.phirot).toBeCloseTo(-Math.atan(15 / 8), 12);
  });

  it('are none for a jet without constituents', () => {
    expect(constituentFeaturesOf([], math)).toEqual([]);
  });
});

describe('rotatedAngles', () => {
  const jet = [
    { pt: 60, eta: 0.1, phi: 0.2 },
    { pt: 50, eta: 0.12, phi: 0.25 },
    { pt: 20, eta: -0.2, phi: 0.4 },
    { pt: 5, eta: 0.3, phi: -0.1 },
  ];

  it('put the hardest beyond 0.1 at eta 0 and negative phi, whatever is nearer', () => {
    const [, , [eta, phi]] = rotatedAngles(jet, math);
    expect(eta).toBeCloseTo(0, 12);
    expect(phi).toBeLessThan(-0.3);
  });

  it('are the same for a jet that is moved along the beam and around it (1e-12)', () => {
    const moved = jet.map(({ pt, eta, phi }) => ({ pt, eta: eta + 0.7, phi: phi - 1.1 }));
    const [before, after] = [rotatedAngles(jet, math).flat(), rotatedAngles(moved, math).flat()];
    before.forEach((angle, at) => expect(after[at]).toBeCloseTo(angle, 12));
  });

  it.each([-0.2, 0.2])(
    'are mirrored so that more momentum lies above: a third at %d comes to lie at 0.2',
    (eta) => {
      // The second lies at negative phi already, so nothing is turned.
      const flat = [
        { pt: 60, eta: 0, phi: 0 },
        { pt: 20, eta: 0, phi: -0.3 },
        { pt: 5, eta, phi: 0 },
      ];
      const [, second, third] = rotatedAngles(flat, math);
      expect(second[1]).toBeCloseTo(-0.3, 12);
      expect(third[0]).toBeCloseTo(0.2, 12);
    },
  );
});
