import { delayModels, type Delays, type PartFamily } from '@nx-codesign/hardware';

export interface DelayRange {
  readonly short: Delays;
  readonly long: Delays;
  /** What one route of the longest path may take beyond `long`: a path of few routes has no others to make up for it. */
  readonly detourNs: number;
  /** Where the numbers come from. */
  readonly source: string;
}

/** A range that was fitted to designs that nextpnr placed. */
interface FittedRange {
  readonly family: PartFamily;
  /** Begins the names of the parts that it holds for. */
  readonly parts: string;
  /** As the path reports of nextpnr give them. */
  readonly cells: Omit<Delays, 'netNs'>;
  /** Mean route along a path, which is shorter than the longest ones. */
  readonly routeNs: { readonly short: number; readonly long: number };
  /** What one route may take beyond, at the long end; 0 if absent. */
  readonly detourNs?: number;
  /** Designs, versions and how well it holds for others: docs/place-and-route.md. */
  readonly source: string;
}

const fitted: readonly FittedRange[] = [
  {
    family: 'ice40',
    parts: 'ice40hx',
    cells: {
      lutNs: 0.32,
      carryInNs: 0.26,
      carryPerBitNs: 0.126,
      carryOutNs: 0.3,
      clockToOutputNs: 0.54,
      setupNs: 0.2,
    },
    routeNs: { short: 0.6, long: 1.1 },
    detourNs: 0.5,
    source: 'nextpnr 0.4 on an HX8K: cells from its path reports, routes fitted to 17 designs',
  },
  {
    family: 'ice40',
    parts: 'ice40up',
    cells: {
      lutNs: 0.87,
      carryInNs: 0.68,
      carryPerBitNs: 0.28,
      carryOutNs: 0.66,
      clockToOutputNs: 1.39,
      setupNs: 0,
    },
    routeNs: { short: 1.9, long: 2.6 },
    detourNs: 1.7,
    source: 'nextpnr 0.4 on an UP5K: cells from its path reports, routes fitted to 16 designs',
  },
  {
    family: 'ecp5',
    parts: 'lfe5u',
    cells: {
      lutNs: 0.236,
      // Each bit of a CCU2C has a LUT before its carry, which is counted as one; this is what is left of 0.447 ns.
      carryInNs: 0.211,
      carryPerBitNs: 0.0355,
      carryOutNs: 0.42,
      clockToOutputNs: 0.525,
      setupNs: 0.13,
    },
    routeNs: { short: 0.7, long: 1.55 },
    source:
      'nextpnr 0.11.1 on an ECP5-25, speed grade 6: cells from its path reports, routes fitted to 9 designs',
  },
];

/** What the delays of a netlist depend on. */
export interface TimedDesign {
  /** Name of the part, where it is known. */
  readonly part?: string;
  readonly luts: number;
}

/**
 * Delays before placement, when the routes are unknown: hence a range. `undefined` where none is known for the family, or for
 * the part if it is given.
 */
export function delayRangeOf(family: PartFamily, { part, luts }: TimedDesign): DelayRange | undefined {
  const model = delayModels[family];
  const { spread, source } = model;
  if (spread) {
    const { short, long } = spread;
    const longRoute = long.netNs * (family === 'xcup' ? routeGrowth(luts) : 1);
    return {
      short: { ...model, ...short },
      long: { ...model, ...long, netNs: longRoute },
      detourNs: 0,
      source,
    };
  }
  const range = fitted.find((each) => each.family === family && (part ?? each.parts).startsWith(each.parts));
  if (range === undefined) return undefined;
  const { cells, routeNs, detourNs = 0 } = range;
  return {
    short: { ...cells, netNs: routeNs.short },
    long: { ...cells, netNs: routeNs.long },
    detourNs,
    source: range.source,
  };
}

/** LUTs of a design on UltraScale+ up to which the long route of the table holds. */
const smallDesignLuts = 16_000;

/**
 * Routes grow with the side of a design. With this factor the long end holds 19 of the 20 post-route periods of JEDI-linear
 * (35k to 296k LUTs), whose stages are two adders and a clamp: docs/place-and-route.md.
 */
function routeGrowth(luts: number): number {
  return Math.sqrt(Math.max(1, luts / smallDesignLuts));
}
