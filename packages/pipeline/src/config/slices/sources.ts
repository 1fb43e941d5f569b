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

const jetFeatures = Type.Unsafe<3 | 16 | 'highLevel'>({
  enum: [3, 16, 'highLevel'],
  default: 3,
  description:
    '3 per constituent: transverse momentum and the two angles relative to the jet axis; 16 per constituent; or highLevel, 16 of the jet as a whole (particles does not matter then).',
});

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
    features: jetFeatures,
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

const fileList = (description: string) =>
  Type.Array(file('A file.'), {
    minItems: 1,
    description: `${description} Paths as above; a folder stands for all files in it, * in a name for any characters, sorted by name.`,
  });

const hls4mlJets = Type.Object(
  {
    kind: Type.Literal('hls4mlJets', {
      description:
        'hls4mlJets: the published hls4ml LHC jet data sets in HDF5 files, see docs/data-files.md.',
    }),
    files: fileList('HDF5 files with jetConstituentList, jets and the names of their columns.'),
    testFiles: Type.Optional(fileList('Files of the jets that are kept for the end.')),
    particles: Type.Integer({
      minimum: 1,
      maximum: 150,
      default: 8,
      description: 'Hardest constituents per jet.',
    }),
    features: jetFeatures,
  },
  { additionalProperties: false, description: 'Jets in the files of the hls4ml LHC jet data sets.' },
);

const braggFrames = Type.Object(
  {
    kind: Type.Literal('braggFrames', {
      description: 'braggFrames: detector frames and the peaks in them, in the HDF5 files of BraggNN.',
    }),
    frames: file('HDF5 file with frames, [frames, height, width].'),
    peaks: file('HDF5 file with peak_fidx, peak_row and peak_col, and maybe npeaks and deviations.'),
    patch: Type.Integer({
      minimum: 7,
      maximum: 63,
      default: 11,
      description: 'Pixels along each side of a patch, an odd number.',
    }),
  },
  { additionalProperties: false, description: 'Patches cut out of detector frames.' },
);

const array = (description: string) =>
  file(
    `${description} In .npy, .npz, .h5, .hdf5 or .safetensors files; the array's name stands behind a #, as in train.npz#x, and * stands for any characters of a file's name.`,
  );

const arrays = Type.Object(
  {
    kind: Type.Literal('arrays', { description: 'arrays: arrays of NumPy, HDF5 or safetensors files.' }),
    x: array('Inputs, [count, ...].'),
    y: array('Classes [count], one-hot rows [count, classes], or targets [count] or [count, outputs].'),
    testX: Type.Optional(array('Inputs that are kept for the end.')),
    testY: Type.Optional(array('Answers of testX.')),
  },
  { additionalProperties: false, description: 'Arrays in files.' },
);

const column = Type.String({ minLength: 1, description: 'Name of a column.' });

const table = Type.Object(
  {
    kind: Type.Literal('table', { description: 'table: tables in CSV, TSV or ARFF files.' }),
    files: fileList('Tables that begin with the names of their columns.'),
    testFiles: Type.Optional(fileList('Tables that are kept for the end.')),
    features: Type.Optional(
      Type.Array(column, {
        minItems: 1,
        uniqueItems: true,
        description: 'Columns that a network reads; all that are not answers if absent.',
      }),
    ),
    answers: Type.Array(column, {
      minItems: 1,
      uniqueItems: true,
      description: 'The column of the classes, or the columns of the targets of a regression.',
    }),
    classNames: Type.Optional(
      Type.Array(Type.String({ minLength: 1, description: 'A class.' }), {
        minItems: 2,
        uniqueItems: true,
        description:
          "Classes by label; if absent, an ARFF file's own order, numbers as they are, other names sorted.",
      }),
    ),
  },
  { additionalProperties: false, description: 'Tables in text files.' },
);

/** Where the data comes from: one of these, chosen by `kind`. A source is one description and one entry here. */
export const source = byKind(
  [idx, jets, bragg, hls4mlJets, braggFrames, arrays, table],
  'The raw data: files, or a simulation.',
);
