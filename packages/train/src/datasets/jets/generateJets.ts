import { createPortableMath } from '../../engines/wasm';
import { jetClasses, simulateJet } from './jet';
import { randomStreams } from '../random';

/** How many jets, and what of them. */
export interface JetOptions {
  readonly count: number;
  /** Constituents per jet; jets with fewer are filled up with zeros. */
  readonly particles: number;
  readonly seed: number;
}

/** Features of a constituent, in order: transverse momentum in GeV, and angles relative to the jet's axis. */
export const jetFeatures = ['pT', 'eta_rel', 'phi_rel'] as const;

/**
 * Simulated jets `x: [count, particles, 3]` with labels `y: [count]`. Jet i has class `i mod 5` and depends on the
 * seed and i alone, so fewer jets are a prefix of more, and fewer particles the hardest of more.
 */
export function generateJets({ count, particles, seed }: JetOptions): { x: Float32Array; y: Uint8Array } {
  const size = particles * jetFeatures.length;
  const x = new Float32Array(count * size);
  const y = Uint8Array.from({ length: count }, (_, index) => index % jetClasses.length);
  const streams = randomStreams(seed, createPortableMath());
  for (let index = 0; index < count; index++) {
    const { constituents } = simulateJet(jetClasses[y[index]], streams.next().value);
    constituents.slice(0, particles).forEach(({ pt, eta, phi }, rank) => {
      x.set([pt, eta, phi], index * size + rank * jetFeatures.length);
    });
  }
  return { x, y };
}
