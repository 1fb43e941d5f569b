import { CodesignError } from '@nx-codesign/ir';
import { namesOf } from './jets/features';
import { generateJets, shapeOfJet, type JetOptions } from './jets/generateJets';
import { jetClasses } from './jets/jet';
import { jetNormalise, jetScales } from './jetScales';
import { mostValues } from './limits';
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
}

/** Jets of five classes from a parton shower, see docs/jets.md. */
export const jetsSource: SourceLoader<JetsSource> = { check: checkJetsSource, load: loadJetsSource };

function checkJetsSource(source: JetsSource): SourceSummary {
  const { count, features } = source;
  checkSize(source);
  const origin: Origin = {
    normalisation: jetScales,
    simulated: true,
    classNames: jetClasses,
    featureNames: namesOf(features),
  };
  return {
    task: 'classification',
    shape: shapeOfJet(source),
    poolCount: count,
    values: 'reals',
    origin,
    normalise: jetNormalise[features],
  };
}

function loadJetsSource(source: JetsSource): RawData {
  const { shape } = checkJetsSource(source);
  const { x, y } = generateJets(source);
  return { pool: examplesInMemory(x, { count: source.count, shape, y }) };
}

function checkSize(source: JetsSource): void {
  const { count } = source;
  const shape = shapeOfJet(source);
  const most = Math.floor(mostValues / shape.reduce((product, axis) => product * axis, 1));
  if (count >= jetClasses.length && count <= most) return;
  throw new CodesignError(
    'dataset.count',
    `dataset.source asks for ${count} jets of shape [${shape.join(', ')}]; expected ${jetClasses.length} to ` +
      `${most} jets of that size. Change count, particles or features.`,
  );
}
