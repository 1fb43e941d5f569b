import { finalParticles } from './directions';
import { massOf, sumOf, type Flavour, type HistoryNode } from './particle';
import { createPortableMath } from '../../engines/wasm';
import { randomStreams, type Random } from '../random';
import { shower } from './shower';

function streams(seed: number, count: number): Random[] {
  const all = randomStreams(seed, createPortableMath());
  return Array.from({ length: count }, () => all.next().value);
}

const start = (flavour: Flavour, energy = 1000) => ({ flavour, energy, oneMinusCos: 0.3 });

function* splits(node: HistoryNode): Generator<NonNullable<HistoryNode['split']>> {
  if (node.split === undefined) return;
  yield node.split;
  for (const daughter of node.split.daughters) yield* splits(daughter);
}

describe('shower', () => {
  it('shares the energy out without loss, and the particles have the mass of the history (seed 1, 1e-9)', () => {
    for (const random of streams(1, 100)) {
      const history = shower(start('gluon'), random);
      const particles = finalParticles(history, random);
      expect(sumOf(particles).e).toBeCloseTo(1000, 8);
      expect(massOf(particles)).toBeCloseTo(Math.sqrt(history.massSquared), 4);
    }
  });

  it('is ordered in angle: no branching is wider than the one before (seed 2)', () => {
    const inOrder = (node: HistoryNode, widest: number): void => {
      if (node.split === undefined) return;
      expect(node.split.oneMinusCos).toBeLessThanOrEqual(widest);
      for (const daughter of node.split.daughters) {
        // A chain of hadrons has no order of its own: its angles stay below that of the last branching.
        inOrder(daughter, isChain(node) ? widest : node.split.oneMinusCos);
      }
    };
    const isChain = ({ split }: HistoryNode) => split?.daughters[1].split === undefined;
    for (const random of streams(2, 100)) inOrder(shower(start('gluon'), random), 0.3);
  });

  it('leaves a parton below 2 GeV as one hadron (seed 3)', () => {
    for (const random of streams(3, 100)) {
      expect([...splits(shower(start('gluon', 1.9), random))]).toEqual([]);
    }
  });

  it('makes more of gluons than of quarks at every energy, and more at higher energy (seed 4)', () => {
    const particles = (flavour: Flavour, energy: number) =>
      streams(4, 300).reduce(
        (sum, random) => sum + finalParticles(shower(start(flavour, energy), random), random).length,
        0,
      ) / 300;
    const energies = [50, 200, 1000];
    const [quark, gluon] = (['quark', 'gluon'] as const).map((flavour) =>
      energies.map((energy) => particles(flavour, energy)),
    );
    for (const counts of [quark, gluon]) expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    energies.forEach((_, index) => expect(gluon[index]).toBeGreaterThan(quark[index]));
  });
});
