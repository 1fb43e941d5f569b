import type { EmittedVariant } from '../records/variants';
import { count, decimal, type Table } from './table';

/** The designs before synthesis. */
export function designTable(variants: readonly EmittedVariant[]): Table {
  return {
    title: 'Designs (LUTs and flip-flops estimated)',
    columns: ['variant', 'top', 'modules', 'cycles', 'ns', 'LUTs', 'FFs', 'vectors'],
    rows: variants.map(({ name, design, vectors }) => [
      name,
      design.top,
      String(design.modules),
      String(design.latencyCycles),
      decimal(design.latencyCycles * design.clockPeriodNs),
      count(design.estimated.luts),
      count(design.estimated.ffs),
      count(vectors.count),
    ]),
  };
}
