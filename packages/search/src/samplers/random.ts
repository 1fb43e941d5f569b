import { createRandomSource } from '../random/random';
import { drawGenotype } from '../spaces/drawGenotype';
import { Ledger } from './ledger';
import { type Sampler, type SamplerOptions } from './sampler';

/** Random search without repeats: the baseline of the others. It learns nothing from what it is told. */
export function createRandom(options: SamplerOptions): Sampler {
  const random = createRandomSource(options.seed);
  const ledger = new Ledger(options, random);
  return {
    name: 'random',
    ask: (count) => ledger.ask(count, () => drawGenotype(options.space, random)),
    tell(results) {
      ledger.tell(results);
      ledger.takeNews();
    },
  };
}
