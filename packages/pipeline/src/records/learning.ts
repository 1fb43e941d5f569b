import { Type } from '@sinclair/typebox';
import { amount, count, maybe, record, text } from './schema';

const networks = Type.Array(text('A network, as its network.json.'));
const metric = amount('Of this network on the validation split.');
const strength = Type.Number({ exclusiveMinimum: 0, description: 'Penalty on effective bit operations.' });

/** What the journal keeps of learned widths beside the weights of the candidates. */
export const widthsRecord = record({
  networks,
  candidates: Type.Array(record({ strength, metric })),
  refused: Type.Array(record({ strength, error: text('What is wrong with its network.') })),
  failure: maybe(text('What ended the training early.')),
});

/** What the journal keeps of learned ranges beside the weights, rounded and unrounded. */
export const rangesRecord = record({
  networks,
  metric,
  diverged: maybe(record({ epoch: count('From 1.'), step: count('Of the training.') })),
});
