import { findPart } from '@nx-codesign/hardware';
import type { EmittedVariant } from '../records/variants';
import { estimatedLuts, outsideNote } from './estimatedText';
import { count, decimal, type Table } from './table';
import { withShare } from './deviceTable';
import { shareText } from './shareText';

/** The designs before synthesis. */
export function designTable(variants: readonly EmittedVariant[]): Table {
  const hasDsps = variants.some(({ design }) => design.estimated.dsps !== undefined);
  return {
    title: `Designs (interval: cycles between two vectors; estimated: LUTs, flip-flops, with the share of the part, and longest path; ns = cycles x clock period, or x path if longer${outsideNote(variants.map(({ design }) => design.estimated))})`,
    columns: [
      'variant',
      'top',
      'modules',
      'cycles',
      'interval',
      'path ns',
      'clock ns',
      'ns',
      'LUTs',
      'FFs',
      ...(hasDsps ? ['DSPs'] : []),
      'vectors',
    ],
    rows: variants.map(({ name, design, vectors }) => [
      name,
      design.top,
      String(design.modules),
      String(design.latencyCycles),
      String(design.initiationInterval),
      String(design.criticalPathNs),
      String(design.clockPeriodNs),
      decimal(design.latencyNs),
      `${estimatedLuts(design.estimated)} (${shareText(design.estimated.luts, findPart(design.part).luts)})`,
      withShare(design.estimated.ffs, findPart(design.part).ffs),
      ...(hasDsps ? [withShare(design.estimated.dsps ?? 0, findPart(design.part).dsps)] : []),
      count(vectors.count),
    ]),
  };
}
