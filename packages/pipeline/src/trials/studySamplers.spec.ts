import { samplers, type Sampler } from '@nx-codesign/search';
import { parseConfig } from '../config/parse';
import type { CodesignConfig } from '../config/schema';
import { spaceOf } from '../families';
import { testConfig } from '../__fixtures__/testStudy';
import { localSampler, searchSampler } from './studySamplers';

const config = parseConfig(JSON.stringify(testConfig), 'codesign.json');
const space = spaceOf(config.search);

/** What parseConfig refuses; for the second line of defence. */
const changed = (part: object) => ({ ...config, ...part }) as CodesignConfig;
const withKind = (kind: string) =>
  changed({ search: { ...config.search, algorithm: { ...config.search.algorithm, kind } } });

function ordersOf(sampler: Sampler): string[] {
  return Array.from({ length: 3 }, () => {
    const asked = sampler.ask(4);
    sampler.tell(asked.map((genotype, at) => ({ genotype, losses: [at, -at] })));
    return JSON.stringify(asked);
  });
}

describe("a study's samplers", () => {
  test.each(Object.keys(samplers))('search.algorithm.kind %s is the sampler of that name', (kind) => {
    expect(searchSampler(withKind(kind), space).name).toBe(kind);
  });

  test('the baselines of a study are asked first, in their order', () => {
    const baselines = [
      { depth: 1, width1: 4, activation: 'tanh', norm: 'none' },
      { depth: 2, width1: 6, width2: 3, activation: 'relu', norm: 'batch' },
    ];
    const sampler = searchSampler(changed({ search: { ...config.search, baselines } }), space);
    expect(sampler.ask(3).slice(0, 2)).toEqual(baselines);
  });

  test('the same study asks for the same networks in the same order', () => {
    expect(ordersOf(searchSampler(config, space))).toEqual(ordersOf(searchSampler(config, space)));
  });

  test.each<[string, object, string]>([
    ['localSearch.learningRate', { learningRate: [0.1, 0.01] }, '0.1 > 0.01'],
    ['localSearch.weightDecay', { weightDecay: [0, 0.1] }, 'low > 0 on a log scale'],
    ['localSearch.epochs', { epochs: [9, 2] }, '9 > 2'],
    ['localSearch.batchSizes', { batchSizes: [32, 32] }, '32 twice'],
  ])('a space that cannot be searched is an error at %s', (key, slice, reason) => {
    const broken = changed({ localSearch: { ...config.localSearch, ...slice } });
    expect(() => localSampler(broken, { network: 'n', moves: [], initial: [] })).toThrow(
      expect.objectContaining({
        code: 'config.space',
        message: expect.stringMatching(new RegExp(`^${key.replace('.', '\\.')} .*${reason}`)),
      }),
    );
  });
});
