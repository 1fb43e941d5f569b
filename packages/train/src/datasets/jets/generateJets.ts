import { createPortableMath, type PortableMath } from '../../engines/wasm';
import { constituentFeaturesOf } from './constituents';
import { namesOf, type JetFeatures } from './features';
import { highLevelOf } from './highLevel';
import { jetClasses, simulateJet, type Jet } from './jet';
import { randomStreams } from '../random';

/** How many jets, and what of them. */
export interface JetOptions {
  readonly count: number;
  /** Constituents per jet, not for high-level features; jets with fewer are filled up with zeros. */
  readonly particles: number;
  readonly features: JetFeatures;
  readonly seed: number;
}

/** Shape of one jet: `[particles, 3]`, `[particles, 16]` or, for high-level features, `[16]`. */
export function shapeOfJet({ particles, features }: Pick<JetOptions, 'particles' | 'features'>): number[] {
  const width = namesOf(features).length;
  return features === 'highLevel' ? [width] : [particles, width];
}

/**
 * Simulated jets `x: [count, ...shape]` with labels `y: [count]`. Jet i has class `i mod 5` and depends on the
 * seed and i alone, so fewer jets are a prefix of more, and fewer particles the hardest of more.
 */
export function generateJets(options: JetOptions): { x: Float32Array; y: Uint8Array } {
  const { count, seed } = options;
  const size = shapeOfJet(options).reduce((product, axis) => product * axis, 1);
  const x = new Float32Array(count * size);
  const y = Uint8Array.from({ length: count }, (_, index) => index % jetClasses.length);
  const math = createPortableMath();
  const streams = randomStreams(seed, math);
  for (let index = 0; index < count; index++) {
    const jet = simulateJet(jetClasses[y[index]], streams.next().value);
    fill(x.subarray(index * size, (index + 1) * size), { jet, options, math });
  }
  return { x, y };
}

function fill(
  values: Float32Array,
  { jet, options, math }: { jet: Jet; options: JetOptions; math: PortableMath },
): void {
  const { features, particles } = options;
  switch (features) {
    case 'highLevel':
      values.set(highLevelOf(jet.detected, math));
      return;
    case 16:
      values.set(constituentFeaturesOf(jet.detected, math).slice(0, particles).flat());
      return;
    case 3:
      jet.constituents.slice(0, particles).forEach(({ pt, eta, phi }, rank) => {
        values.set([pt, eta, phi], 3 * rank);
      });
  }
}
