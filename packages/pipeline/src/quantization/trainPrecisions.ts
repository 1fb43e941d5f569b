import type { Weights } from '@nx-codesign/ir';
import { checkAccumulators, snapWeights, type LearnedRanges } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import { countCosts } from '../jobs/estimate';
import type { TrainingRequest } from '../jobs/trainNetwork';
import type { Workshop } from '../stages/workshop';
import { divergenceText } from '../trials/divergence';
import { attempt } from '../trials/failures';
import { deriveSeed } from '../trials/seeds';
import type { Trainer } from '../trials/trainer';
import { trainingSettings } from '../trials/trainingSettings';
import { nextWider, type GivenPrecision } from './precisions';
import { rateFactor } from './rateFactor';
import type { QatContext, Tried } from './tried';

type Shop = Pick<Workshop, 'pool' | 'trainer' | 'learner'>;

/** A tried precision, and the weights that a narrower one may start from: not yet rounded, of the folded network. */
interface Trained extends Tried {
  readonly weights?: Weights;
}

/**
 * Retrains a float network, its batch norm folded, at each precision: from the weights of the next wider one, or from
 * the float weights; also where the wider one failed.
 */
export async function trainPrecisions(
  context: QatContext,
  shop: Shop,
  { float, precisions }: { float: Model; precisions: readonly GivenPrecision[] },
): Promise<Tried[]> {
  const folded = await shop.pool.run('foldModel', float);
  const trained = new Map<GivenPrecision, Promise<Trained>>();
  for (const precision of precisions) {
    const wider = context.config.qat.start === 'wider' ? nextWider(precisions, precision) : undefined;
    const before = wider && trained.get(wider);
    const started = async () => {
      const weights = (await before)?.weights ?? folded.weights;
      return tryPrecision(context, shop, { float: { ...folded, weights }, precision });
    };
    trained.set(precision, started());
  }
  return Promise.all(trained.values());
}

async function tryPrecision(
  { config: { qat: slice, seed, task }, progress }: QatContext,
  { pool, trainer, learner }: Shop,
  { float, precision }: { float: Model; precision: GivenPrecision },
): Promise<Trained> {
  const { ranges: grain, weightRanges } = slice;
  const outcome = await attempt('qat', async () => {
    const start = await pool.run('quantizeModel', { ...float, ...precision, ranges: grain, weightRanges });
    const given = trainingSettings(slice, { task, keep: 'best', seed: deriveSeed(seed, 'qat') });
    const settings = { ...given, learningRate: given.learningRate * rateFactor(precision.weightBits) };
    const trained =
      slice.calibration === 'learned'
        ? endOf(await learner.ranges({ ...start, settings, grain }))
        : await retrain(trainer, { ...start, settings });
    if (!trained.ok) return { ok: false, stage: 'qat', error: trained.error } as const;
    checkAccumulators(trained.model.network, trained.model.weights);
    return { ...trained, costs: countCosts(trained.model) };
  });
  progress.advance(1);
  if (!outcome.ok) return { record: { ...precision, ...outcome } };
  const { model, unrounded, ...result } = outcome;
  return { record: { ...precision, ...result }, model, weights: unrounded };
}

type Ended =
  | { readonly ok: true; readonly model: Model; readonly unrounded: Weights; readonly metric: number }
  | { readonly ok: false; readonly error: string };

async function retrain({ train }: Trainer, request: TrainingRequest): Promise<Ended> {
  const trained = await train(request);
  if (!trained.ok) return trained;
  const { weights: unrounded, metric } = trained;
  const { network } = request;
  return { ok: true, model: { network, weights: snapWeights(network, unrounded) }, unrounded, metric };
}

function endOf({ network, weights, unrounded, metric, diverged }: LearnedRanges): Ended {
  if (diverged) return { ok: false, error: divergenceText(diverged) };
  return { ok: true, model: { network, weights }, unrounded, metric };
}
