import { delayModels, type Delays, type PartFamily } from '@nx-codesign/hardware';

export interface DelayRange {
  readonly short: Delays;
  readonly long: Delays;
  /** Where the numbers come from. */
  readonly source: string;
  /** Begins the names of the parts that it holds for; all of the family if absent. */
  readonly parts?: string;
}

/** Cells of an iCE40 HX as the path reports of nextpnr give them. */
const ice40Cells = {
  lutNs: 0.32,
  carryInNs: 0.26,
  carryPerBitNs: 0.126,
  carryOutNs: 0.3,
  clockToOutputNs: 0.54,
  setupNs: 0.2,
} as const;

/** Ranges that were fitted to placed designs. A route of the range is the mean along a path, so that it is shorter than single ones. */
const fitted: Partial<Record<PartFamily, DelayRange>> = {
  ice40: {
    short: { ...ice40Cells, netNs: 0.6 },
    long: { ...ice40Cells, netNs: 0.95 },
    parts: 'ice40hx',
    source:
      'cells by the path reports of nextpnr 0.4 on an HX8K; routes fitted to the frequencies of designs that it placed, all of which lie in the range (docs/place-and-route.md)',
  },
};

/**
 * Delays before placement, when the routes are unknown: hence a range. `undefined` where none is known for the family, or for
 * the part if it is given.
 */
export function delayRangeOf(family: PartFamily, part?: string): DelayRange | undefined {
  const model = delayModels[family];
  const { spread, source } = model;
  if (spread === undefined) {
    const range = fitted[family];
    return part?.startsWith(range?.parts ?? '') === false ? undefined : range;
  }
  return { short: { ...model, ...spread.short }, long: { ...model, ...spread.long }, source };
}
