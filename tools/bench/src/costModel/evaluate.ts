import type { CostNumbers, FitError, MeanWeights } from '@nx-codesign/hardware';
import { fewestLuts } from './fit';
import type { Sample } from './samples';
import { scoresOf, type Prediction, type Scores } from './scores';
import { builtOf, countedOf, estimatedOf, expectationOf, outlinedOf } from './totals';

/** How a prediction is made: of the built design, of its outline with the weights known, or with assumed ones. */
export const readings = ['built', 'known', 'assumed'] as const;
export type Reading = (typeof readings)[number];

/** Beside them what `search` says of a float candidate, over the network that the stages after it make of it. */
export interface Evaluation {
  readonly reading: Reading | 'searched';
  /** Of networks. */
  readonly group: string;
  readonly luts: Scores;
  readonly ffs: Scores;
  /** Not of the built design: the cycles of a built design are its own, there is nothing to compare them with. */
  readonly cycles?: Scores;
  /** Share of the networks whose cycles are exact; not of the built design. */
  readonly exactCycles?: number;
}

type Digits = Readonly<Record<number, MeanWeights>>;

interface Predicted {
  readonly sample: Sample;
  readonly luts: Prediction;
  readonly ffs: Prediction;
  readonly cycles?: Prediction;
}

/** Scores of one way to predict, over all networks and over groups of them. */
export function evaluate(
  samples: readonly Sample[],
  reading: Reading,
  model: { numbers: CostNumbers; digits: Digits },
): Evaluation[] {
  const predicted = samples.flatMap((sample) => predict(sample, reading, model));
  return Object.entries(groups).flatMap(([group, isIn]) => {
    const own = predicted.filter(({ sample }) => isIn(sample) && isCounted(sample, { reading, group }));
    return own.length === 0 ? [] : [evaluationOf({ reading, group }, own)];
  });
}

/** Of samples of `searchedSample`. */
export function evaluateSearched(
  samples: readonly Sample[],
  model: { numbers: CostNumbers; digits: Digits },
): Evaluation[] {
  return evaluate(samples, 'known', model).map((evaluation) => ({ ...evaluation, reading: 'searched' }));
}

/** Networks too small for a share of them to mean something are left out. */
export function isScored(sample: Sample): boolean {
  return countedOf(sample).luts >= fewestLuts;
}

function predict(
  sample: Sample,
  reading: Reading,
  { numbers, digits }: { numbers: CostNumbers; digits: Digits },
): Predicted[] {
  const { luts, ffs } = countedOf(sample);
  const pair = (value: { luts: number; ffs: number; latencyCycles?: number }): Predicted[] => [
    {
      sample,
      luts: { predicted: Math.round(value.luts), counted: luts },
      ffs: { predicted: Math.round(value.ffs), counted: ffs },
      ...(value.latencyCycles !== undefined && {
        cycles: { predicted: value.latencyCycles, counted: sample.latencyCycles },
      }),
    },
  ];
  if (reading === 'built') return pair(builtOf(sample, numbers));
  if (reading === 'known') return sample.outlined ? pair(outlinedOf(sample.outlined, numbers)) : [];
  return pair(estimatedOf(expectationOf(sample, digits), numbers));
}

/** Networks with several cycles per vector, which assumed weights say less of, have a group of their own there. */
function isCounted(
  { reuseFactor }: Sample,
  { reading, group }: Pick<Evaluation, 'reading' | 'group'>,
): boolean {
  return reading !== 'assumed' || reuseFactor === 1 || group === severalCycles;
}

const severalCycles = 'several cycles per vector';

const groups: Readonly<Record<string, (sample: Sample) => boolean>> = {
  all: () => true,
  mlp: ({ candidate }) => candidate.family === 'mlp',
  deepSets: ({ candidate }) => candidate.family === 'deepSets',
  convNet: ({ candidate }) => candidate.family === 'convNet',
  'random weights': ({ candidate }) => candidate.origin === 'random',
  'trained weights': ({ candidate }) => candidate.origin === 'trained',
  '2 to 4 bits': ({ candidate }) => candidate.weightBits <= 4,
  '5 to 8 bits': ({ candidate }) => candidate.weightBits > 4,
  '0 to 40 % zeros': ({ candidate }) => candidate.zeroShare < 0.45,
  '50 to 90 % zeros': ({ candidate }) => candidate.zeroShare > 0.45,
  [severalCycles]: ({ reuseFactor }) => reuseFactor > 1,
};

function evaluationOf(place: Pick<Evaluation, 'reading' | 'group'>, own: readonly Predicted[]): Evaluation {
  const cycles = own.flatMap((each) => (each.cycles ? [each.cycles] : []));
  return {
    ...place,
    luts: scoresOf(own.map(({ luts }) => luts)),
    ffs: scoresOf(own.map(({ ffs }) => ffs)),
    ...(cycles.length > 0 && {
      cycles: scoresOf(cycles),
      exactCycles: cycles.filter(({ predicted, counted }) => predicted === counted).length / cycles.length,
    }),
  };
}

/** What the model keeps of an evaluation. */
export function fitErrorOf(evaluations: readonly Evaluation[]): FitError {
  const { luts, ffs } = evaluations.find(({ group }) => group === 'all')!;
  const percent = (value: number) => Number(value.toPrecision(3));
  return {
    networks: luts.count,
    ...{ lutsMape: percent(luts.mape), lutsWorst: percent(luts.worst) },
    ...{ ffsMape: percent(ffs.mape), ffsWorst: percent(ffs.worst) },
  };
}

/** Relative error of the longest path over the middle of the netlist's range, and networks whose carry cells are exact. */
export function evaluateTiming(samples: readonly Sample[], netlistPath: number): Scores | undefined {
  const pairs = samples.flatMap((sample): Prediction[] => {
    const { pathNs } = countedOf(sample);
    return pathNs === undefined ? [] : [{ predicted: netlistPath * sample.criticalPathNs, counted: pathNs }];
  });
  return pairs.length === 0 ? undefined : scoresOf(pairs);
}
