import type { SearchSlice } from '../config/slices/search';

/** What islands and rounds exclude, as sentences. */
export function* islandContradictions({
  kind,
  islands,
  rounds,
  trials,
}: SearchSlice['algorithm']): Generator<string> {
  const shards = islands * rounds;
  if (trials % shards !== 0) {
    const below = Math.floor(trials / shards) * shards;
    const nearest = below === 0 ? `${shards}` : `${below} or ${below + shards}`;
    yield `search.algorithm.trials is ${trials}, which ${islands} islands x ${rounds} rounds cannot share equally; expected a multiple of ${shards}, for example ${nearest}`;
  }
  if (kind === 'grid' && islands > 1) {
    yield `search.algorithm.islands is ${islands}, but the algorithm grid lists the same networks on every island; use random, nsga2 or tpe, or one island`;
  }
}
