import { CodesignError } from '@nx-codesign/ir';
import type { TrainingSettings } from './types';

/** Range of a number: from `least` to below `limit`, neither infinite; `above`: more than `least`. */
interface Range {
  readonly least: number;
  readonly above?: true;
  readonly below?: number;
  readonly wanted: string;
}

const atLeastZero: Range = { least: 0, wanted: 'at least 0' };
const positive: Range = { least: 0, above: true, wanted: 'positive' };
const share: Range = { least: 0, below: 1, wanted: 'at least 0 and below 1' };

type Name =
  'learningRate' | 'weightDecay' | 'momentum' | 'l1' | 'l2' | 'clipNorm' | 'labelSmoothing' | 'huberDelta';

const ranges: Readonly<Record<Name, Range>> = {
  learningRate: positive,
  weightDecay: atLeastZero,
  momentum: share,
  l1: atLeastZero,
  l2: atLeastZero,
  clipNorm: positive,
  labelSmoothing: share,
  huberDelta: positive,
};

/** Throws `train.settings`, naming the setting, unless all settings are in range. */
export function checkSettings(settings: TrainingSettings): void {
  const { epochs, batchSize, seed, earlyStop, classWeights } = settings;
  expectPositiveInteger('epochs', epochs);
  expectPositiveInteger('batchSize', batchSize);
  if (earlyStop !== undefined) expectPositiveInteger('earlyStop.patience', earlyStop.patience);
  if (!Number.isSafeInteger(seed)) throw outOfRange('seed', 'an integer', seed);
  for (const name of Object.keys(ranges) as Name[]) expectInRange(name, settings[name], ranges[name]);
  for (const weight of classWeights ?? []) expectInRange('classWeights', weight, positive);
}

/** Throws `train.settings` unless there is one class weight for each of the network's outputs, or none. */
export function checkClassWeights({ classWeights, loss }: TrainingSettings, outputs: number): void {
  if (classWeights === undefined || loss !== 'softmaxCrossEntropy' || classWeights.length === outputs) return;
  throw new CodesignError(
    'train.settings',
    `Training setting 'classWeights' has ${classWeights.length} weights; the network has ${outputs} classes.`,
  );
}

function expectPositiveInteger(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) throw outOfRange(name, 'a positive integer', value);
}

function expectInRange(name: string, value: number | undefined, range: Range): void {
  if (value === undefined) return;
  const { least, above, below = Infinity, wanted } = range;
  const inside = value >= least && value < below && !(above && value === least);
  if (!inside || !Number.isFinite(value)) throw outOfRange(name, wanted, value);
}

function outOfRange(name: string, expected: string, value: number): CodesignError {
  return new CodesignError('train.settings', `Training setting '${name}' must be ${expected}, got ${value}.`);
}
