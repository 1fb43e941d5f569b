import { CodesignError } from '@nx-codesign/ir';
import { fitBaseline } from './bragg/baseline';
import { braggTargets } from './braggSource';
import type { DataFiles } from './dataFiles';
import { openHdf5, type Hdf5Dataset, type Hdf5File, type Numbers } from './hdf5/hdf5File';
import { mostValues } from './limits';
import type { RawData, RawExamples, SourceLoader, SourceSummary } from './rawData';

/** Detector frames and the peaks found in them, in the two HDF5 files of BraggNN (its repository, `dataset.py`). */
export interface BraggFramesSource {
  readonly kind: 'braggFrames';
  /** File with the data set `frames`, [frames, height, width]. */
  readonly frames: string;
  /** File with `peak_fidx`, `peak_row` and `peak_col`, and maybe `npeaks` and `deviations`. */
  readonly peaks: string;
  /** Pixels along each side of a patch. */
  readonly patch: number;
}

/** Cuts patches around peaks out of frames. */
export const braggFramesSource: SourceLoader<BraggFramesSource> = {
  async check(source, files) {
    const opened = await openBoth(source, files);
    opened.close();
    return opened.summary;
  },
  async load(source, files): Promise<RawData> {
    const { frames, peaks, close } = await openBoth(source, files);
    return { pool: patchesOf(frames, peaks, source.patch), close, baseline: fitBaseline };
  },
};

/** A peak: its frame, and the place of its centre in pixels. */
interface Peak {
  readonly frame: number;
  readonly row: number;
  readonly column: number;
}

interface Opened {
  readonly frames: Hdf5Dataset;
  readonly peaks: readonly Peak[];
  readonly summary: SourceSummary;
  close(): void;
}

async function openBoth(source: BraggFramesSource, files: DataFiles): Promise<Opened> {
  const opened: Hdf5File[] = [];
  const close = () => opened.forEach((file) => file.close());
  try {
    opened.push(await openHdf5(source.frames, files));
    opened.push(await openHdf5(source.peaks, files));
    const frames = framesOf(opened[0], source);
    const peaks = peaksOf(opened[1], { source, shape: frames.shape });
    const summary: SourceSummary = {
      task: 'regression',
      shape: [source.patch, source.patch, 1],
      poolCount: peaks.length,
      values: 'patches',
      origin: { normalisation: { method: 'minMaxPerSample' }, targets: braggTargets },
    };
    return { frames, peaks, summary, close };
  } catch (error) {
    close();
    throw error;
  }
}

function framesOf(file: Hdf5File, { patch }: BraggFramesSource): Hdf5Dataset {
  const frames = file.dataset('frames');
  const [, height, width] = frames.shape;
  if (frames.shape.length === 3 && height >= patch && width >= patch) return frames;
  throw new CodesignError(
    'dataset.shapeMismatch',
    `The data set frames of ${file.name} has shape [${frames.shape.join(', ')}]; expected [frames, height, width] with at least ${patch} rows and columns. Check dataset.source.frames.`,
  );
}

function peaksOf(
  file: Hdf5File,
  { source, shape: [count, height, width] }: { source: BraggFramesSource; shape: readonly number[] },
): Peak[] {
  const [frame, row, column] = ['peak_fidx', 'peak_row', 'peak_col'].map((name) => column1d(file, name));
  const lengths = [frame, row, column].map(({ length }) => length);
  if (new Set(lengths).size > 1) {
    throw new CodesignError(
      'dataset.countMismatch',
      `${file.name} has ${lengths.join(', ')} entries in peak_fidx, peak_row, peak_col; expected as many in each. Download it again.`,
    );
  }
  const isWanted = wantedPeaks(file);
  const peaks = Array.from(frame, (_, at) => ({ frame: frame[at], row: row[at], column: column[at] }));
  const wanted = peaks.filter((_, at) => isWanted(at));
  const outside = wanted.find(
    (peak) =>
      !(peak.frame >= 0 && peak.frame < count && peak.row >= 0 && peak.row < height) ||
      !(peak.column >= 0 && peak.column < width),
  );
  if (outside) {
    throw new CodesignError(
      'dataset.shapeMismatch',
      `${file.name} has a peak at frame ${outside.frame}, row ${outside.row}, column ${outside.column}, but ${source.frames} has ${count} frames of ${height}x${width}. Name files that belong together.`,
    );
  }
  const most = Math.floor(mostValues / source.patch ** 2);
  if (wanted.length > 0 && wanted.length <= most) return wanted;
  throw new CodesignError(
    'dataset.count',
    `${file.name} has ${wanted.length} single peaks; expected 1 to ${most}. Check dataset.source.peaks.`,
  );
}

/** As BraggNN chooses: patches with one peak alone, whose fit deviates by less than a pixel. */
function wantedPeaks(file: Hdf5File): (at: number) => boolean {
  const peaks = file.has('npeaks') ? column1d(file, 'npeaks') : undefined;
  const deviations = file.has('deviations') ? column1d(file, 'deviations') : undefined;
  return (at) =>
    (peaks === undefined || peaks[at] === 1) &&
    (deviations === undefined || (deviations[at] >= 0 && deviations[at] < 1));
}

function column1d(file: Hdf5File, name: string): Numbers {
  const dataset = file.dataset(name);
  if (dataset.shape.length === 1) return dataset.read([]);
  throw new CodesignError(
    'dataset.shapeMismatch',
    `The data set ${name} of ${file.name} has shape [${dataset.shape.join(', ')}]; expected [peaks]. Check dataset.source.peaks.`,
  );
}

/**
 * Patches as BraggNN cuts them: the middle is the pixel that holds the centre, and what lies beyond the frame is
 * zeros, half of them on each side. Targets are the centre's column and row from the patch's middle. The last frame
 * read is kept, so peaks in the order of their frames read each once.
 */
function patchesOf(frames: Hdf5Dataset, peaks: readonly Peak[], patch: number): RawExamples {
  const [, height, width] = frames.shape;
  const middle = Math.floor(patch / 2);
  const targets = new Float32Array(2 * peaks.length);
  peaks.forEach(({ row, column }, index) => {
    const [across, down] = [spanOf(column, { patch, size: width }), spanOf(row, { patch, size: height })];
    targets[2 * index] = column - across.from + across.pad - middle;
    targets[2 * index + 1] = row - down.from + down.pad - middle;
  });
  let kept: { readonly frame: number; readonly pixels: Numbers } | undefined;
  const pixelsOf = (frame: number) => {
    if (kept?.frame !== frame) kept = { frame, pixels: frames.read([[frame, frame + 1]]) };
    return kept.pixels;
  };
  return {
    count: peaks.length,
    shape: [patch, patch, 1],
    y: targets,
    rows(start, length) {
      const rows = new Float32Array(length * patch * patch);
      peaks.slice(start, start + length).forEach((peak, at) => {
        const pixels = pixelsOf(peak.frame);
        const across = spanOf(peak.column, { patch, size: width });
        const down = spanOf(peak.row, { patch, size: height });
        for (let row = down.from; row < down.to; row++) {
          const to = at * patch * patch + (row - down.from + down.pad) * patch + across.pad;
          rows.set(pixels.subarray(row * width + across.from, row * width + across.to), to);
        }
      });
      return rows;
    },
  };
}

/** The pixels of a patch that lie in the frame along one axis, and how many zeros come before them. */
function spanOf(
  position: number,
  { patch, size }: { patch: number; size: number },
): { readonly from: number; readonly to: number; readonly pad: number } {
  const centre = Math.floor(position);
  const from = Math.max(0, centre - Math.floor(patch / 2));
  const to = Math.min(size, centre + Math.floor(patch / 2) + (patch % 2));
  return { from, to, pad: Math.floor((patch - (to - from)) / 2) };
}
