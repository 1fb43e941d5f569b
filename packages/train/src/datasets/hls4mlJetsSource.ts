import { CodesignError } from '@nx-codesign/ir';
import type { DataFiles } from './dataFiles';
import type { Hdf5Dataset, Hdf5File, Numbers } from './hdf5/hdf5File';
import { closePieces, countOf, openPieces, partsOf, type Piece } from './hdf5/pieces';
import { highLevelFeatures, namesOf, type JetFeatures } from './jets/features';
import { shapeOfJet } from './jets/generateJets';
import { jetClasses } from './jets/jet';
import { jetNormalise, jetScales } from './jetScales';
import { mostValues, valuesOf } from './limits';
import type { Origin, RawData, RawExamples, SourceLoader, SourceSummary } from './rawData';

/** The hls4ml LHC jet data sets (doi:10.5281/zenodo.3602260 and its relatives), in HDF5 files. */
export interface Hls4mlJetsSource {
  readonly kind: 'hls4mlJets';
  /** Paths, in order. */
  readonly files: readonly string[];
  readonly testFiles?: readonly string[];
  /** Hardest constituents per jet. */
  readonly particles: number;
  /** Per constituent 3 or 16; or 16 of the whole jet. */
  readonly features: JetFeatures;
}

/** Where the columns that a study reads stand in the files. */
interface Layout {
  /** In `jets`, by label. */
  readonly labels: readonly number[];
  readonly columns: readonly number[];
}

/** Loader of the published files; reads them by slices of jets. */
export const hls4mlJetsSource: SourceLoader<Hls4mlJetsSource> = {
  async check(source, files) {
    const opened = await openAll(source, files);
    closeAll(opened);
    return opened.summary;
  },
  async load(source, files): Promise<RawData> {
    const opened = await openAll(source, files);
    const { pool, test } = opened;
    return {
      pool: examplesOf(pool, source),
      ...(test && { test: examplesOf(test, source) }),
      close: () => closeAll(opened),
    };
  },
};

interface Opened {
  readonly pool: readonly Piece[];
  readonly test: readonly Piece[] | undefined;
  readonly summary: SourceSummary;
}

async function openAll(source: Hls4mlJetsSource, files: DataFiles): Promise<Opened> {
  const countJets = (file: Hdf5File) => checkFile(file, source);
  const pool = await openPieces(source.files, files, countJets);
  const opening = source.testFiles && openPieces(source.testFiles, files, countJets);
  const test = await opening?.catch((error: unknown) => {
    closePieces(pool);
    throw error;
  });
  const poolCount = countOf(pool);
  const summary: SourceSummary = {
    task: 'classification',
    shape: shapeOfJet(source),
    poolCount,
    ...(test && { testCount: countOf(test) }),
    values: 'reals',
    origin: originOf(source),
    normalise: jetNormalise[source.features],
  };
  const values = valuesOf(summary);
  if (values <= mostValues) return { pool, test, summary };
  closeAll({ pool, test });
  throw new CodesignError(
    'dataset.count',
    `${poolCount + (summary.testCount ?? 0)} jets of shape [${summary.shape.join(', ')}] are ${values} values; expected at most ${mostValues}, which are held in memory. Choose fewer particles or features, or fewer files.`,
  );
}

function closeAll({ pool, test }: Pick<Opened, 'pool' | 'test'>): void {
  closePieces([...pool, ...(test ?? [])]);
}

function originOf({ features }: Hls4mlJetsSource): Origin {
  return {
    normalisation: jetScales,
    classNames: jetClasses,
    featureNames: namesOf(features),
  };
}

const labelColumns = jetClasses.map((name) => `j_${name.toLowerCase()}`);

/** Checks names and shapes of one file; returns its number of jets. */
function checkFile(file: Hdf5File, { particles, features }: Hls4mlJetsSource): number {
  const jets = file.dataset('jets');
  expectAxes(file, jets, 2);
  layoutOf(file, features);
  if (features === 'highLevel') return jets.shape[0];
  const list = file.dataset('jetConstituentList');
  expectAxes(file, list, 3);
  const [count, most] = list.shape;
  if (count !== jets.shape[0]) {
    throw new CodesignError(
      'dataset.countMismatch',
      `${file.name} has ${count} jets in jetConstituentList but ${jets.shape[0]} in jets. Download it again.`,
    );
  }
  if (particles > most) {
    throw new CodesignError(
      'dataset.shapeMismatch',
      `${file.name} has ${most} particles per jet, but dataset.source.particles asks for ${particles}. Ask for at most ${most}, or name files with more.`,
    );
  }
  return count;
}

function expectAxes({ name }: Hdf5File, { path, shape }: Hdf5Dataset, axes: number): void {
  if (shape.length === axes) return;
  const expected = axes === 2 ? '[jets, columns]' : '[jets, particles, features]';
  throw new CodesignError(
    'dataset.shapeMismatch',
    `The data set ${path} of ${name} has shape [${shape.join(', ')}]; expected ${expected}. Name files of the hls4ml LHC jet data sets.`,
  );
}

function layoutOf(file: Hdf5File, features: JetFeatures): Layout {
  const jetNames = file.dataset('jetFeatureNames').strings();
  const labels = columnsOf(file, jetNames, labelColumns);
  if (features === 'highLevel') {
    return {
      labels,
      columns: columnsOf(
        file,
        jetNames,
        highLevelFeatures.map((name) => `j_${name}`),
      ),
    };
  }
  const particleNames = file.dataset('particleFeatureNames').strings();
  const wanted = namesOf(features).map((name) => `j1_${name}`);
  return { labels, columns: columnsOf(file, particleNames, wanted) };
}

function columnsOf({ name }: Hdf5File, names: readonly string[], wanted: readonly string[]): number[] {
  return wanted.map((column) => {
    const at = names.indexOf(column);
    if (at >= 0) return at;
    throw new CodesignError(
      'dataset.hdf5',
      `${name} has no column ${column}; it has ${names.join(', ')}. Name files of the hls4ml LHC jet data sets.`,
    );
  });
}

function examplesOf(pieces: readonly Piece[], source: Hls4mlJetsSource): RawExamples {
  const layouts = new Map(pieces.map(({ file }) => [file, layoutOf(file, source.features)]));
  const shape = shapeOfJet(source);
  const size = shape.reduce((product, axis) => product * axis, 1);
  return {
    count: countOf(pieces),
    shape,
    y: labelsOf(pieces, layouts),
    rows(start, length) {
      const rows = new Float32Array(length * size);
      for (const { file, from, to, at } of partsOf(pieces, start, length)) {
        const { columns } = layouts.get(file)!;
        const part = rows.subarray(at * size, (at + to - from) * size);
        if (source.features === 'highLevel') pickColumns(file.dataset('jets'), { from, to, columns, part });
        else pickConstituents(file, { from, to, columns, particles: source.particles, part });
      }
      return rows;
    },
  };
}

/** Jets that are read at once, so that the doubles of all columns stay small. */
const jetsAtOnce = 4096;

function pickColumns(
  dataset: Hdf5Dataset,
  { from, to, columns, part }: { from: number; to: number; columns: readonly number[]; part: Float32Array },
): void {
  const width = dataset.shape[1];
  let out = 0;
  for (let start = from; start < to; start += jetsAtOnce) {
    const values = dataset.read([[start, Math.min(to, start + jetsAtOnce)]]);
    for (let row = 0; row < values.length; row += width) {
      for (const column of columns) part[out++] = values[row + column];
    }
  }
}

interface ConstituentPart {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly number[];
  readonly particles: number;
  readonly part: Float32Array;
}

function pickConstituents(file: Hdf5File, { from, to, columns, particles, part }: ConstituentPart): void {
  const list = file.dataset('jetConstituentList');
  const width = list.shape[2];
  const momentum = file.dataset('particleFeatureNames').strings().indexOf('j1_pt');
  const atOnce = Math.max(1, Math.floor((jetsAtOnce * 16) / list.shape[1]));
  let out = 0;
  for (let start = from; start < to; start += atOnce) {
    const values = list.read([[start, Math.min(to, start + atOnce)]]);
    const perJet = list.shape[1] * width;
    for (let jet = 0; jet < values.length; jet += perJet) {
      for (const row of hardest(values, { jet, perJet, width, momentum }).slice(0, particles)) {
        for (const column of columns) part[out++] = values[row + column];
      }
    }
  }
}

/** Starts of the constituents by falling transverse momentum; equal ones keep their order. */
function hardest(
  values: Numbers,
  { jet, perJet, width, momentum }: { jet: number; perJet: number; width: number; momentum: number },
): number[] {
  const rows = Array.from({ length: perJet / width }, (_, rank) => jet + rank * width);
  const isSorted = rows.every(
    (row, rank) => rank === 0 || values[row - width + momentum] >= values[row + momentum],
  );
  return isSorted ? rows : rows.sort((a, b) => values[b + momentum] - values[a + momentum] || a - b);
}

function labelsOf(pieces: readonly Piece[], layouts: ReadonlyMap<Hdf5File, Layout>): Uint8Array {
  const labels = new Uint8Array(countOf(pieces));
  for (const { file, start, count } of pieces) {
    const jets = file.dataset('jets');
    const { labels: columns } = layouts.get(file)!;
    const flags = new Float32Array(count * columns.length);
    pickColumns(jets, { from: 0, to: count, columns, part: flags });
    for (let jet = 0; jet < count; jet++) {
      const own = flags.subarray(jet * columns.length, (jet + 1) * columns.length);
      const label = own.indexOf(1);
      if (label < 0 || own.indexOf(1, label + 1) >= 0) {
        throw new CodesignError(
          'dataset.classes',
          `Jet ${jet} of ${file.name} has ${own.join(', ')} in the columns ${labelColumns.join(', ')}; expected exactly one 1. Remove such jets.`,
        );
      }
      labels[start + jet] = label;
    }
  }
  return labels;
}
