import type { Part } from './part';

/** What a design needs; what is not known is absent. */
export interface Demand {
  readonly luts: number;
  readonly ffs: number;
  readonly carries?: number;
  readonly dsps?: number;
  readonly bram36?: number;
}

/** A resource of which a part has less than a design needs. */
export interface Shortage {
  readonly resource: string;
  readonly needed: number;
  readonly available: number;
}

const names = { luts: 'LUTs', ffs: 'flip-flops', carries: 'carry cells', dsps: 'DSPs', bram36: 'BRAM36' };

/** What a part lacks for a design, worst first. Empty: the counts fit, which placement may still not. */
export function shortagesOf(part: Part, demand: Demand): Shortage[] {
  return Object.entries(names)
    .map(([key, resource]) => {
      const kind = key as keyof typeof names;
      return { resource, needed: demand[kind] ?? 0, available: part[kind] };
    })
    .filter(({ needed, available }) => needed > available)
    .sort((a, b) => b.needed * a.available - a.needed * b.available);
}
