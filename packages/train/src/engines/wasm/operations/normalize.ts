import { placeValue } from '../draft';
import type { Address } from '../kernels';
import type { Numbered, OperationReading } from './reading';
import { rowsIn, type Place } from '../places';

/** Batch normalisation over batch and positions: by the batch's statistics in training, by the running ones else. */
export const normalize: OperationReading<'normalize'> = {
  forward(draft, operation) {
    const { epsilon, momentum, id } = operation;
    const from = draft.places[operation.x];
    const { address: x, stride } = from;
    const [gamma, beta, mean, variance] = vectorsOf(draft.places, operation);
    const to = placeValue(draft, id);
    const y = to.address;
    const batchMean = draft.arena.allocate(2 * stride);
    const inverse = batchMean + stride;
    draft.kept.set(id, batchMean);
    draft.calls.training.push((k, examples) =>
      k.normalize(
        x,
        y,
        rowsIn(from, examples),
        stride,
        gamma,
        beta,
        mean,
        variance,
        batchMean,
        inverse,
        epsilon,
        momentum,
      ),
    );
    draft.calls.inference.push((k, examples) =>
      k.normalizeInference(x, y, rowsIn(from, examples), stride, gamma, beta, mean, variance, epsilon),
    );
    return to;
  },
  backward({ places, gradients, calls, kept }, operation, gradient) {
    const from = places[operation.x];
    const { address: x, stride } = from;
    const [gamma] = vectorsOf(places, operation);
    const batchMean = kept.get(operation.id)!;
    const [gammaRoom, betaRoom] = [operation.gamma, operation.beta].map((id) => {
      const room = gradients.room(id);
      gradients.contribute(id, room);
      return room;
    });
    calls.backward.push((k, examples) =>
      k.normalizeBackward(
        gradient,
        x,
        rowsIn(from, examples),
        stride,
        gamma,
        batchMean,
        batchMean + stride,
        gammaRoom,
        betaRoom,
      ),
    );
    gradients.contribute(operation.x, gradient);
  },
};

/** Addresses of gamma, beta, mean and variance. */
function vectorsOf(places: readonly Place[], operation: Numbered<'normalize'>): Address[] {
  const { gamma, beta, mean, variance } = operation;
  return [gamma, beta, mean, variance].map((id) => places[id].address);
}
