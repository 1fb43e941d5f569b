import type { Model } from '../artefacts/networkFiles';
import { countCosts } from '../jobs/estimate';
import { attempt } from '../trials/failures';
import { deriveSeed } from '../trials/seeds';
import { trainingSettings } from '../trials/trainingSettings';
import type { Workshop } from '../stages/workshop';
import { learnedPrecision } from './precisions';
import type { QatContext, Tried } from './tried';

/**
 * Learns widths along a front, one candidate per strength. A strength whose network is refused is recorded as failed, and
 * so are those behind a divergence.
 */
export async function learnPrecisions(
  { config: { qat: slice, seed, task }, progress }: QatContext,
  { learner }: Pick<Workshop, 'learner'>,
  float: Model,
): Promise<Tried[]> {
  const { strengths, ...learned } = slice.learned;
  if (strengths.length === 0) return [];
  const rising = [...strengths].sort((a, b) => a - b);
  const settings = {
    ...trainingSettings({ ...slice, ...learned }, { task, keep: 'best', seed: deriveSeed(seed, 'qat') }),
    ...{ widthRate: learned.widthRate, startBits: learned.startBits, strengths: rising },
  };
  const outcome = await attempt('qat', () => learner.widths({ ...float, settings }));
  progress.advance(rising.length);
  return rising.map((strength): Tried => {
    const precision = learnedPrecision(strength);
    if ('ok' in outcome) return { record: { ...precision, ...outcome } };
    const ofStrength = (each: { readonly strength: number }) => each.strength === strength;
    const candidate = outcome.candidates.find(ofStrength);
    if (candidate === undefined) {
      const error = outcome.refused.find(ofStrength)?.error ?? outcome.failure;
      return { record: { ...precision, ...failureOf(error) } };
    }
    const { network, weights, metric } = candidate;
    const model = { network, weights };
    return { record: { ...precision, ok: true, metric, costs: countCosts(model) }, model };
  });
}

function failureOf(error = 'the training ended before this strength') {
  return { ok: false, stage: 'qat', error } as const;
}
