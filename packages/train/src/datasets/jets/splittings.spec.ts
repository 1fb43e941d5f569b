import fc from 'fast-check';
import { createPortableMath } from '../../engines/wasm';
import { randomStreams, type Random } from '../random';
import { proposalsOf, strongCoupling, type Branching } from './splittings';

const math = createPortableMath();
const random: Random = randomStreams(1, math).next().value;
const branching = (text: 'q g' | 'g g' | 'q q', fraction: number): Branching => {
  const flavour = text === 'q g' ? 'quark' : 'gluon';
  const second = { 'q g': 'gluon', 'g g': 'gluon', 'q q': 'quark' }[text];
  const { propose } = proposalsOf(flavour, 0.01, math);
  for (;;) {
    const proposal = propose(random);
    const isWanted = proposal.flavours[1] === second && (text !== 'q q' || proposal.flavours[0] === 'quark');
    if (isWanted) return { ...proposal, fraction };
  }
};
const atCutOff = 1;

describe('splitting functions, as a share of their bound at the cut-off', () => {
  it.each([
    { why: '(1 + z^2) / (1 - z) over 2 / (1 - z) is (1 + 1/4) / 2', text: 'q g', z: 0.5, expected: 0.625 },
    {
      why: 'z/(1-z) + (1-z)/z + z(1-z) is 9/4, half of it at each of two equal gluons: 9/4 over 2 / (1 - z) = 4',
      text: 'g g',
      z: 0.5,
      expected: 0.5625,
    },
    { why: 'z^2 + (1 - z)^2 over 1', text: 'q q', z: 0.25, expected: 0.625 },
  ] as const)('of $text at z = $z is $expected ($why)', ({ text, z, expected }) => {
    const flavour = text === 'q g' ? 'quark' : 'gluon';
    expect(proposalsOf(flavour, 0.01, math).acceptance(branching(text, z), atCutOff)).toBeCloseTo(
      expected,
      12,
    );
  });

  it('of two gluons at z and 1 - z together are C_A times the kernel of Altarelli and Parisi (seed 2)', () => {
    const { acceptance } = proposalsOf('gluon', 0.01, math);
    const density = (z: number) => (acceptance(branching('g g', z), atCutOff) * 2) / (1 - z);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (z) => {
        const kernel = z / (1 - z) + (1 - z) / z + z * (1 - z);
        expect((density(z) + density(1 - z)) / 2 / kernel).toBeCloseTo(1, 9);
      }),
      { seed: 2 },
    );
  });

  it('are proposed in the limits and accepted with a probability (seed 4)', () => {
    for (const flavour of ['quark', 'gluon'] as const) {
      const { propose, acceptance } = proposalsOf(flavour, 0.02, math);
      for (let trial = 0; trial < 2000; trial++) {
        const proposal = propose(random);
        expect(proposal.fraction).toBeGreaterThanOrEqual(0.02);
        expect(proposal.fraction).toBeLessThanOrEqual(0.98);
        expect(acceptance(proposal, 25)).toBeGreaterThan(0);
        expect(acceptance(proposal, 25)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('radiate from gluons 9/4 times as often as from quarks, beside the pairs of quarks', () => {
    const smallest = 0.01;
    const pairs = (5 / 2) * (1 - 2 * smallest);
    const perRate = strongCoupling(atCutOff, math) / (2 * Math.PI);
    const gluon = proposalsOf('gluon', smallest, math).rate / perRate - pairs;
    expect(gluon / (proposalsOf('quark', smallest, math).rate / perRate)).toBeCloseTo(9 / 4, 12);
  });
});

describe('strongCoupling', () => {
  it('is 0.1365 at the mass of the Z and grows towards low scales', () => {
    expect(strongCoupling(91.19 ** 2, math)).toBe(0.1365);
    expect(strongCoupling(1, math)).toBeCloseTo(
      0.1365 / (1 - 0.1365 * (23 / (12 * Math.PI)) * Math.log(91.19 ** 2)),
      12,
    );
  });
});
