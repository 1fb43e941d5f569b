import { Type, type Static, type TObject } from '@sinclair/typebox';

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

/** Where the data comes from: one of these, chosen by `kind`. A source is one description and one entry here. */
export const source = byKind([idx, jets], 'The raw data: files, or a simulation.');

/** One of several objects; their `kind` says which, so an error speaks of that one only. */
function byKind<T extends TObject[]>(kinds: [...T], description: string) {
  return Type.Unsafe<Static<T[number]>>({
    type: 'object',
    description,
    oneOf: kinds,
  });
}
