import type { Model } from '../artefacts/networkFiles';
import { countCosts } from '../jobs/estimate';
import { attempt } from '../trials/failures';
import { deriveSeed } from '../trials/seeds';
import { trainingSettings } from '../trials/trainingSettings';
import type { Workshop } from '../stages/workshop';
import { learnedPrecision } from './precisions';
import type { QatContext, Tried } from './tried';

/** Learns widths along a front, one candidate per strength; those behind a failure are recorded as failed. */
export async function learnPrecisions(
  { config: { qat: slice, seed, task }, progress }: QatContext,
  { pool }: Pick<Workshop, 'pool'>,
  float: Model,
): Promise<Tried[]> {
  const { strengths, ...learned } = slice.learned;
  if (strengths.length === 0) return [];
  const rising = [...strengths].sort((a, b) => a - b);
  const settings = {
    ...trainingSettings({ ...slice, ...learned }, { task, keep: 'best', seed: deriveSeed(seed, 'qat') }),
    ...{ widthRate: learned.widthRate, startBits: learned.startBits, strengths: rising },
  };
  const outcome = await attempt('qat', () => pool.run('learnModels', { ...float, settings }));
  progress.advance(rising.length);
  return rising.map((strength, index): Tried => {
    const precision = learnedPrecision(strength);
    if ('ok' in outcome) return { record: { ...precision, ...outcome } };
    const candidate = outcome.candidates[index];
    if (candidate === undefined) return { record: { ...precision, ...failureOf(outcome.failure) } };
    const { metric, ...model } = candidate;
    return { record: { ...precision, ok: true, metric, costs: countCosts(model) }, model };
  });
}

function failureOf(error = 'the training ended before this strength') {
  return { ok: false, stage: 'qat', error } as const;
}
