import type { Weights } from '@nx-codesign/ir';
import { checkAccumulators, snapWeights } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import { countCosts } from '../jobs/estimate';
import type { Workshop } from '../stages/workshop';
import { attempt } from '../trials/failures';
import { deriveSeed } from '../trials/seeds';
import { trainingSettings } from '../trials/trainingSettings';
import { nextWider, type GivenPrecision } from './precisions';
import type { QatContext, Tried } from './tried';

type Shop = Pick<Workshop, 'pool' | 'trainer'>;

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
  { pool, trainer }: Shop,
  { float, precision }: { float: Model; precision: GivenPrecision },
): Promise<Trained> {
  const outcome = await attempt('qat', async () => {
    const { network, weights } = await pool.run('quantizeModel', {
      ...float,
      ...precision,
      ranges: slice.ranges,
    });
    const settings = trainingSettings(slice, { task, keep: 'best', seed: deriveSeed(seed, 'qat') });
    const trained = await trainer.train({ network, weights, settings });
    if (!trained.ok) return { ok: false, stage: 'qat', error: trained.error } as const;
    const model = { network, weights: snapWeights(network, trained.weights) };
    checkAccumulators(model.network, model.weights);
    const { metric } = trained;
    return { ok: true, model, unrounded: trained.weights, metric, costs: countCosts(model) } as const;
  });
  progress.advance(1);
  if (!outcome.ok) return { record: { ...precision, ...outcome } };
  const { model, unrounded, ...result } = outcome;
  return { record: { ...precision, ...result }, model, weights: unrounded };
}
