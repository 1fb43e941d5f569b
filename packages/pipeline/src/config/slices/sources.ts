import { Type } from '@sinclair/typebox';
import { byKind } from './byKind';

const file = (description: string) =>
  Type.String({
    minLength: 1,
    description: `${description} A path from the project's folder, or npm:<package>/<path> for a file of an installed npm package.`,
  });

const idx = Type.Object(
  {
    kind: Type.Literal('idx', { description: 'idx: IDX files, the format of MNIST.' }),
    images: file('IDX file of unsigned bytes, [count, height, width].'),
    labels: file('IDX file of unsigned bytes, [count], one class per image.'),
    testImages: Type.Optional(file('IDX file of the images that are kept for the end.')),
    testLabels: Type.Optional(file('IDX file of the labels of testImages.')),
  },
  { additionalProperties: false, description: 'Images in raw files.' },
);

const jets = Type.Object(
  {
    kind: Type.Literal('jets', {
      description: 'jets: simulated particle jets of five classes (g, q, W, Z, t), see docs/jets.md.',
    }),
    count: Type.Integer({ minimum: 50, description: 'Jets in all splits together.' }),
    particles: Type.Integer({
      minimum: 1,
      maximum: 150,
      default: 8,
      description: 'Hardest constituents per jet; zeros where a jet has fewer.',
    }),
    features: Type.Literal(3, {
      default: 3,
      description:
        'Features per constituent: 3, transverse momentum and the two angles relative to the jet axis.',
    }),
    seed: Type.Integer({
      minimum: 0,
      maximum: 2147483647,
      default: 1,
      description: "Seed of the simulation; the study's own seed leaves the jets as they are.",
    }),
  },
  { additionalProperties: false, description: 'Jets that a simulation makes.' },
);

/** Least and most of a quantity. */
const range = (description: string, standard: readonly [number, number], minimum: number) =>
  Type.Array(Type.Number({ minimum }), {
    minItems: 2,
    maxItems: 2,
    default: [...standard],
    description,
  });

const bragg = Type.Object(
  {
    kind: Type.Literal('bragg', {
      description:
        'bragg: simulated detector patches with a Bragg peak whose centre is to be found, see docs/bragg.md.',
    }),
    count: Type.Integer({ minimum: 50, description: 'Patches in all splits together.' }),
    patch: Type.Integer({
      minimum: 7,
      maximum: 63,
      default: 11,
      description: 'Pixels along each side of a patch, an odd number.',
    }),
    offsetPx: Type.Number({
      minimum: 0,
      default: 1.5,
      description: 'Largest distance of the peak from the middle of the patch along each axis, in pixels.',
    }),
    widthPx: range('Full widths at half maximum of the peak, least and most, in pixels.', [1.5, 4.5], 0.5),
    peakCounts: range(
      'Height of the peak above the background, least and most, in counts of the detector; uniform in its logarithm.',
      [30, 3000],
      1,
    ),
    backgroundCounts: range('Mean background, least and most, in counts.', [5, 50], 0),
    readNoiseCounts: Type.Number({
      minimum: 0,
      default: 3,
      description: "Standard deviation of the detector's own noise, in counts.",
    }),
    neighbours: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.3,
      description: 'Probability of each of two dimmer neighbours whose tails reach into the patch.',
    }),
    seed: Type.Integer({
      minimum: 0,
      maximum: 2147483647,
      default: 1,
      description: "Seed of the simulation; the study's own seed leaves the patches as they are.",
    }),
  },
  { additionalProperties: false, description: 'Patches that a simulation makes.' },
);

/** Where the data comes from: one of these, chosen by `kind`. A source is one description and one entry here. */
export const source = byKind([idx, jets, bragg], 'The raw data: files, or a simulation.');
