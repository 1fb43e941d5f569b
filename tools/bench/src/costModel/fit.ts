import {
  expectedKinds,
  logicKinds,
  rangeFacts,
  type ExpectedKind,
  type FittedModel,
  type LogicKind,
  type MeanWeights,
  type PartFamily,
  type RangeFact,
} from '@nx-codesign/hardware';
import { sha256 } from '@nx-codesign/ir';
import { fitMedian, fitRows, type MedianOptions, type Row } from './leastSquares';
import type { Sample, WeightFacts } from './samples';
import { countedOf, expectationOf } from './totals';

type Digits = Readonly<Record<number, MeanWeights>>;

/** LUTs per unit as the cells of UltraScale+ have it, which the fit is pulled to. */
const expectedUnits: Record<LogicKind | 'topSelectionBits', number> = {
  ...{ ternaryBits: 1, pairBits: 1, loneBits: 0, invertedBits: 1, negatedBits: 0, narrowBits: 1 },
  ...{ resetBits: 0, clampedBits: 1, leakyBits: 1, largerBits: 1, orBits: 1, comparedBits: 1 },
  ...{ testedBits: 0, testLuts: 1, tableLuts: 1, wideTableLuts: 1, topSelectionBits: 1 },
};
/** The same for the families with four-input LUTs, where each bit of a carry chain takes one. */
const expectedLatticeUnits = { ...expectedUnits, ternaryBits: 2, loneBits: 1, negatedBits: 0.5 };
/** Of assumed weights; the correction has been fitted so. */
const expectedOfAssumed: Record<ExpectedKind, number> = {
  ...{ adderBits: 1, selectedBits: 0, comparedBits: 1, tableLuts: 1 },
};

/** A hundredth of what one row of nothing but one kind weighs. */
const pull = 0.01;

/**
 * Of assumed weights what differs between the kinds is in the correction, fitted to far more networks for the least error
 * over the count.
 */
const assumedMedian: MedianOptions = { pull: 100 * pull, over: 'count' };

/** Networks with fewer LUTs are left out of what is fitted or scored by network: a share of them says nothing. */
export const fewestLuts = 50;

/** Fits a family's numbers; errors are of other samples, see `evaluate`. */
export function fitFamily(
  family: PartFamily,
  samples: readonly Sample[],
  { yosys, digits }: { readonly yosys: string; readonly digits: Digits },
): Omit<FittedModel, 'errors'> {
  const once = samples.filter(({ reuseFactor }) => reuseFactor === 1);
  const units = family === 'ice40' || family === 'ecp5' ? expectedLatticeUnits : expectedUnits;
  return {
    source: {
      networks: samples.length,
      modules: samples.reduce((sum, { modules }) => sum + modules.length, 0),
      yosys,
      designs: sha256(samples.map(({ design }) => design).join()).slice(0, 16),
    },
    lutsPerUnit: { ...fitUnits(samples, units), topSelectionBits: fitTop(samples) },
    expectedLutsPerUnit: fitAssumed(once, digits),
    expectedFfs: fitFfs(once, digits),
    netlistPath: fitPath(samples),
    range: rangeOf(samples),
  };
}

function fitUnits(samples: readonly Sample[], units: typeof expectedUnits): Record<LogicKind, number> {
  const rows = samples.flatMap(({ modules }) =>
    modules.map(({ counts, synthesized }): Row => ({
      x: logicKinds.map((kind) => counts[kind]),
      y: synthesized.luts,
    })),
  );
  return named(
    logicKinds,
    fitRows(
      rows,
      logicKinds.map((kind) => units[kind]),
      pull,
    ),
  );
}

function fitTop(samples: readonly Sample[]): number {
  const rows = samples.flatMap(({ selectionBits, top }) =>
    selectionBits > 0 ? [{ x: [selectionBits], y: top.luts }] : [],
  );
  return rounded(fitRows(rows, [expectedUnits.topSelectionBits], pull)[0]);
}

function fitAssumed(samples: readonly Sample[], digits: Digits): Record<ExpectedKind, number> {
  const rows = samples.flatMap((sample): Row[] => {
    const expectation = expectationOf(sample, digits);
    const { luts } = countedOf(sample);
    if (luts < fewestLuts) return [];
    return [{ x: expectedKinds.map((kind) => expectation.kinds[kind]), y: luts }];
  });
  const expected = expectedKinds.map((kind) => expectedOfAssumed[kind]);
  return named(expectedKinds, fitMedian(rows, expected, assumedMedian));
}

/** Registers between the levels of trees, per expected one; those at the ends of modules are taken as they are. */
function fitFfs(samples: readonly Sample[], digits: Digits): number {
  const ratios = samples.flatMap((sample) => {
    const { outputBits, innerBits } = expectationOf(sample, digits);
    const counted = countedOf(sample).ffs;
    return innerBits > counted / 4 ? [(counted - outputBits) / innerBits] : [];
  });
  return ratios.length === 0 ? 1 : rounded(Math.max(0, medianOf(ratios)));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Middle of the netlist's range over the delay model's path, on average over the networks. */
function fitPath(samples: readonly Sample[]): number {
  const ratios = samples.flatMap((sample) => {
    const { pathNs } = countedOf(sample);
    return pathNs === undefined ? [] : [pathNs / sample.criticalPathNs];
  });
  return ratios.length === 0 ? 1 : rounded(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length);
}

function rangeOf(samples: readonly Sample[]): FittedModel['range'] {
  const facts = Object.keys(rangeFacts) as RangeFact[];
  const values = (fact: RangeFact) => samples.map((sample) => sample.facts[fact]);
  return Object.fromEntries(
    facts.map((fact) => [fact, [Math.min(...values(fact)), Math.max(...values(fact))]]),
  ) as unknown as FittedModel['range'];
}

/** What rounded weights are on average, by width. */
export function meanWeights(samples: readonly Sample[]): Digits {
  const all = samples.flatMap(({ weights }) => weights);
  const widths = [...new Set(all.map(({ bits }) => bits))].sort((a, b) => a - b);
  return Object.fromEntries(
    widths.map((bits) => {
      const own = all.filter((each) => each.bits === bits);
      const sum = (key: Exclude<keyof WeightFacts, 'bits'>) =>
        own.reduce((total, each) => total + each[key], 0);
      const nonZero = sum('nonZero');
      return [
        bits,
        {
          digits: rounded(sum('digits') / nonZero),
          magnitude: rounded(sum('magnitude') / nonZero),
        },
      ];
    }),
  );
}

function named<K extends string>(kinds: readonly K[], values: readonly number[]): Record<K, number> {
  return Object.fromEntries(kinds.map((kind, i) => [kind, rounded(values[i])])) as Record<K, number>;
}

/** Four digits: the samples say no more. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
