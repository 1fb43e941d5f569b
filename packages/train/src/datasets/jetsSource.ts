import { CodesignError } from '@nx-codesign/ir';
import { generateJets, jetFeatures, type JetOptions } from './jets/generateJets';
import { jetClasses } from './jets/jet';
import {
  examplesInMemory,
  type Origin,
  type RawData,
  type SourceLoader,
  type SourceSummary,
} from './rawData';

/** Simulated jets, made from a seed instead of read from files. */
export interface JetsSource extends JetOptions {
  readonly kind: 'jets';
  /** Features per constituent: transverse momentum and the two angles relative to the jet's axis. */
  readonly features: 3;
}

/** Jets of five classes from a parton shower, see docs/jets.md. */
export const jetsSource: SourceLoader<JetsSource> = { check: checkJetsSource, load: loadJetsSource };

/**
 * Scales of the features, the same for every set of jets: 400 GeV and 0.2 put nearly all values into -2 to 2.
 * No offset, so constituents that are not there stay exact zeros.
 */
const origin: Origin = {
  normalisation: { offset: [0, 0, 0], divisor: [400, 0.2, 0.2] },
  simulated: true,
  classNames: jetClasses,
  featureNames: jetFeatures,
};

/** 1 GiB of float32. */
const mostValues = 2 ** 28;

function checkJetsSource({ count, particles, features }: JetsSource): SourceSummary {
  checkSize({ count, particles });
  return { task: 'classification', shape: [particles, features], poolCount: count, values: 'reals', origin };
}

function loadJetsSource(source: JetsSource): RawData {
  const { shape } = checkJetsSource(source);
  const { x, y } = generateJets(source);
  return { pool: examplesInMemory(x, { count: source.count, shape, y }) };
}

function checkSize({ count, particles }: Pick<JetsSource, 'count' | 'particles'>): void {
  const perJet = particles * jetFeatures.length;
  if (count >= jetClasses.length && count * perJet <= mostValues) return;
  throw new CodesignError(
    'dataset.count',
    `dataset.source asks for ${count} jets of ${particles} particles; expected ${jetClasses.length} to ` +
      `${Math.floor(mostValues / perJet)} jets of that size. Change count or particles.`,
  );
}
