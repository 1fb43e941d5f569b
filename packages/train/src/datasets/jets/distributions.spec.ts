import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fourVectorOf } from './coordinates';
import { jetClasses, simulateJet, type Jet, type JetClass } from './jet';
import { massOf } from './particle';
import { createPortableMath } from '../../engines/wasm';
import { randomStreams } from '../random';

const jetsPerClass = 1000;
const math = createPortableMath();

/** What the tests compare, sorted ascending. */
interface Sample {
  /** GeV, of all particles before the detector. */
  readonly trueMass: readonly number[];
  /** GeV, of the constituents as detected. */
  readonly mass: readonly number[];
  readonly multiplicity: readonly number[];
  /** Mean distance from the axis, weighted by transverse momentum. */
  readonly width: readonly number[];
  /** GeV. */
  readonly momentum: readonly number[];
  /** Share of the transverse momentum in the eight hardest constituents. */
  readonly hardest: readonly number[];
}

function sampleOf(jets: readonly Jet[]): Sample {
  const sorted = (value: (jet: Jet) => number) => jets.map(value).sort((a, b) => a - b);
  const momentum = ({ constituents }: Jet) => constituents.reduce((sum, { pt }) => sum + pt, 0);
  return {
    trueMass: sorted(({ particles }) => massOf(particles)),
    mass: sorted(({ constituents }) => massOf(constituents.map((each) => fourVectorOf(each, math)))),
    multiplicity: sorted(({ constituents }) => constituents.length),
    width: sorted(
      (jet) =>
        jet.constituents.reduce((sum, { pt, eta, phi }) => sum + pt * Math.sqrt(eta * eta + phi * phi), 0) /
        momentum(jet),
    ),
    momentum: sorted(momentum),
    hardest: sorted(
      (jet) => momentum({ ...jet, constituents: jet.constituents.slice(0, 8) }) / momentum(jet),
    ),
  };
}

/** The same jets as `generateJets` makes with seed 1. */
function simulate(): Record<JetClass, Sample> {
  const streams = randomStreams(1, math);
  const jets = Array.from({ length: jetsPerClass * jetClasses.length }, (_, index) =>
    simulateJet(jetClasses[index % jetClasses.length], streams.next().value),
  );
  const entries = jetClasses.map((name, label) => [
    name,
    sampleOf(jets.filter((_, index) => index % jetClasses.length === label)),
  ]);
  return Object.fromEntries(entries) as Record<JetClass, Sample>;
}

const quantile = (values: readonly number[], share: number) =>
  values[Math.floor(share * (values.length - 1))];
const median = (values: readonly number[]) => quantile(values, 0.5);

/** Middle of the bin of 2 GeV that holds most. */
function peakOf(masses: readonly number[]): number {
  const bins = new Map<number, number>();
  for (const mass of masses) bins.set(Math.floor(mass / 2), (bins.get(Math.floor(mass / 2)) ?? 0) + 1);
  const [fullest] = [...bins].reduce((best, bin) => (bin[1] > best[1] ? bin : best));
  return 2 * fullest + 1;
}

const jets = simulate();

describe('5,000 simulated jets (seed 1)', () => {
  it.each([
    ['W', 80.4, 2.085],
    ['Z', 91.2, 2.495],
    ['t', 172.8, 1.42],
  ] as const)(
    'the particles of %s have their median mass at %d GeV, quartiles half a width away',
    (name, mass, width) => {
      const { trueMass } = jets[name];
      // Standard error of the median of a Breit-Wigner: pi / 4 of the width over the root of the count.
      const error = (Math.PI * width) / 4 / Math.sqrt(jetsPerClass);
      expect(Math.abs(median(trueMass) - mass)).toBeLessThan(4 * error);
      expect(Math.abs(mass - quantile(trueMass, 0.25) - width / 2)).toBeLessThan(0.12 * width + 4 * error);
      expect(Math.abs(quantile(trueMass, 0.75) - mass - width / 2)).toBeLessThan(0.12 * width + 4 * error);
    },
  );

  it.each([
    ['W', 79, 82],
    ['Z', 89, 93],
    ['t', 169, 175],
  ] as const)('the detected mass of %s peaks between %d and %d GeV', (name, low, high) => {
    expect(peakOf(jets[name].mass)).toBeGreaterThanOrEqual(low);
    expect(peakOf(jets[name].mass)).toBeLessThanOrEqual(high);
  });

  it('gluons have no mass of their own: their masses spread over more than a factor of two', () => {
    for (const name of ['g', 'q'] as const) {
      expect(quantile(jets[name].mass, 0.75) / quantile(jets[name].mass, 0.25)).toBeGreaterThan(2);
    }
  });

  it('gluon jets have more constituents than quark jets, are wider and share their momentum more', () => {
    for (const share of [0.25, 0.5, 0.75]) {
      expect(quantile(jets.g.multiplicity, share)).toBeGreaterThan(
        1.3 * quantile(jets.q.multiplicity, share),
      );
      expect(quantile(jets.g.width, share)).toBeGreaterThan(1.3 * quantile(jets.q.width, share));
      expect(quantile(jets.g.hardest, share)).toBeLessThan(quantile(jets.q.hardest, share));
    }
  });

  it('every class carries about 1 TeV, so momentum alone tells nothing', () => {
    for (const { momentum } of Object.values(jets)) {
      expect(median(momentum)).toBeGreaterThan(970);
      expect(median(momentum)).toBeLessThan(1015);
    }
  });

  it('docs/jets.md shows these distributions', () => {
    const page = readFileSync(join(__dirname, '../../../../../docs/jets.md'), 'utf8');
    const found = page.split('\n').filter((line) => /^\| (g|q|W|Z|t) /.test(line));
    expect(found.map((line) => line.replace(/\s+/g, ' '))).toEqual(
      jetClasses.map((name) => row(name, jets[name])),
    );
  });
});

/** Median and the range that holds the middle half. */
function row(name: string, { trueMass, mass, multiplicity, width, hardest }: Sample): string {
  const spread = (values: readonly number[], digits: number) => {
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(digits));
    return `${middle} (${low} to ${high})`;
  };
  const cells = [
    spread(trueMass, 1),
    spread(mass, 1),
    spread(multiplicity, 0),
    spread(width, 3),
    spread(hardest, 2),
  ];
  return `| ${[name, ...cells].join(' | ')} |`;
}
