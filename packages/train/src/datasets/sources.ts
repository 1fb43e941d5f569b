import { CodesignError } from '@nx-codesign/ir';
import { arraysSource, type ArraysSource } from './arraysSource';
import { braggFramesSource, type BraggFramesSource } from './braggFramesSource';
import { braggSource, type BraggSource } from './braggSource';
import type { DataFiles } from './dataFiles';
import { hls4mlJetsSource, type Hls4mlJetsSource } from './hls4mlJetsSource';
import { idxSource, type IdxSource } from './idxSource';
import { jetsSource, type JetsSource } from './jetsSource';
import type { RawData, SourceLoader, SourceSummary } from './rawData';
import { tableSource, type TableSource } from './tableSource';

/** Every kind of source. A loader is one file and one line here, and its description's type below. */
export type Source =
  IdxSource | JetsSource | BraggSource | Hls4mlJetsSource | BraggFramesSource | ArraysSource | TableSource;
const loaders: { readonly [Kind in Source['kind']]: SourceLoader<Extract<Source, { kind: Kind }>> } = {
  idx: idxSource,
  jets: jetsSource,
  bragg: braggSource,
  hls4mlJets: hls4mlJetsSource,
  braggFrames: braggFramesSource,
  arrays: arraysSource,
  table: tableSource,
};

/** Kinds of sources that `dataset.source.kind` may name. */
export const sourceKinds = Object.keys(loaders) as Source['kind'][];

/** Reads headers and sizes only. Throws CodesignError `dataset.source` for an unknown kind. */
export async function checkSource(source: Source, files: DataFiles): Promise<SourceSummary> {
  return loaderOf(source).check(source, files);
}

/** Reads everything. Throws CodesignError `dataset.source` for an unknown kind. */
export async function loadSource(source: Source, files: DataFiles): Promise<RawData> {
  return loaderOf(source).load(source, files);
}

function loaderOf(source: Source): SourceLoader<Source> {
  // Each kind's loader is called with a description of that kind only.
  if (sourceKinds.includes(source.kind)) return loaders[source.kind] as SourceLoader<Source>;
  throw new CodesignError(
    'dataset.source',
    `dataset.source.kind is "${String(source.kind)}"; the kinds are ${sourceKinds.join(', ')}. Use one of them.`,
  );
}
