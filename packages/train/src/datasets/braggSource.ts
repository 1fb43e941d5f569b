import { CodesignError } from '@nx-codesign/ir';
import { fitBaseline } from './bragg/baseline';
import { generatePatches, mostCounts, type PatchOptions } from './bragg/generatePatches';
import { mostValues } from './limits';
import {
  examplesInMemory,
  type Origin,
  type RawData,
  type SourceLoader,
  type SourceSummary,
  type TargetDescription,
} from './rawData';

/** Simulated patches with Bragg peaks, made from a seed instead of read from files. */
export interface BraggSource extends PatchOptions {
  readonly kind: 'bragg';
}

/** Patches with pseudo-Voigt peaks, see docs/bragg.md. */
export const braggSource: SourceLoader<BraggSource> = { check: checkBraggSource, load: loadBraggSource };

/** Where the peak is, from the middle of the patch. */
export const braggTargets: TargetDescription = { names: ['column', 'row'], unit: 'px', meaning: 'position' };

const origin: Origin = {
  normalisation: { method: 'minMaxPerSample' },
  simulated: true,
  targets: braggTargets,
};

/** The brightest 3x3 pixels around the middle 5x5 must lie in the patch. */
const smallestPatch = 7;

function checkBraggSource(source: BraggSource): SourceSummary {
  const { count, patch } = source;
  for (const problem of problemsOf(source)) throw new CodesignError('dataset.bragg', problem);
  return { task: 'regression', shape: [patch, patch, 1], poolCount: count, values: 'patches', origin };
}

function loadBraggSource(source: BraggSource): RawData {
  const { shape } = checkBraggSource(source);
  const { x, y } = generatePatches(source);
  return { pool: examplesInMemory(x, { count: source.count, shape, y }), baseline: fitBaseline };
}

function* problemsOf({ count, patch, ...physics }: BraggSource): Generator<string> {
  const most = Math.floor(mostValues / (patch * patch));
  if (patch % 2 === 0 || patch < smallestPatch) {
    yield `dataset.source.patch is ${patch}; expected an odd number from ${smallestPatch}, so that a pixel is the middle. Use 11, as BraggNN does.`;
  }
  if (count < 1 || count > most) {
    yield `dataset.source asks for ${count} patches of ${patch}x${patch} pixels; expected 1 to ${most}. Change count.`;
  }
  if (physics.offsetPx > patch / 2 - 2) {
    yield `dataset.source.offsetPx is ${physics.offsetPx}; the peak must stay 2 px inside the ${patch} px wide patch. Use at most ${patch / 2 - 2}.`;
  }
  for (const key of ['widthPx', 'peakCounts', 'backgroundCounts'] as const) {
    const [low, high] = physics[key];
    if (low > high)
      yield `dataset.source.${key} is [${low}, ${high}]; the first must not be above the second.`;
  }
  if (physics.peakCounts[1] + physics.backgroundCounts[1] > mostCounts) {
    yield `dataset.source.peakCounts and backgroundCounts add up to more than ${mostCounts}, the detector's 16 bits. Lower one.`;
  }
}
