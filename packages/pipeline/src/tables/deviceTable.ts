import { findPart } from '@nx-codesign/hardware';
import type { Timing, VariantUtilization } from '../records/checks';
import type { Synthesized } from '../records/variants';
import { shareText } from './shareText';
import { count, decimal, type Table } from './table';

/**
 * What each variant takes of its part. Counts as synthesised, of the modules added up and of the flat run where there was
 * one; what was placed and routed has columns of its own.
 */
export function deviceTable(results: readonly Synthesized[]): Table {
  const flat = results.some(({ utilization }) => utilization.flat);
  const placed = results.some(({ timing }) => timing.placed && 'mark' in timing.placed);
  return {
    title: `Parts (as synthesised, with the share of the part${placed ? '; "placed" with place and route, in a wrapper' : ''})`,
    columns: [
      'variant',
      'part',
      ...['LUT', ...(flat ? ['LUT flat'] : []), 'FF', 'carry', 'DSP', 'BRAM36'],
      ...(placed ? ['placed cells', 'placed MHz', 'placed ns'] : []),
    ],
    rows: results.map(({ utilization, timing }) => [
      ...countColumns(utilization, flat),
      ...(placed ? placedColumns(utilization, timing) : []),
    ]),
  };
}

function countColumns({ name, part: partName, total, flat }: VariantUtilization, hasFlat: boolean): string[] {
  const part = findPart(partName);
  const flatLuts = flat ? withShare(flat.utilization.luts, part.luts) : '-';
  return [
    name,
    part.name,
    withShare(total.luts, part.luts),
    ...(hasFlat ? [flatLuts] : []),
    withShare(total.ffs, part.ffs),
    withShare(total.carries, part.carries),
    withShare(total.dsps, part.dsps),
    withShare(total.bram36, part.bram36),
  ];
}

function placedColumns({ placed: used }: VariantUtilization, { placed }: Timing): string[] {
  if (!placed || !('mark' in placed)) return ['-', '-', '-'];
  const [cells] = Object.values(used?.resources ?? {}).sort((a, b) => b.used - a.used);
  return [
    cells ? withShare(cells.used, cells.available) : '-',
    decimal(placed.maxFrequencyMHz),
    decimal(placed.latencyNs),
  ];
}

/** `1,234 (5.6 %)`; without a share where the part has none of it. */
export function withShare(used: number, available: number): string {
  const share = shareText(used, available);
  return share === '' ? count(used) : `${count(used)} (${share})`;
}
