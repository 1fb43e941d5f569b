import { parseConfig } from '@nx-codesign/pipeline';
import { refuseDividing } from './refuseDividing';

const configOf = (algorithm: object) =>
  parseConfig(
    JSON.stringify({
      dataset: {
        source: { kind: 'jets', count: 100 },
        split: { train: 0.6, validation: 0.2, test: 0.2 },
      },
      search: { algorithm: { trials: 12, ...algorithm } },
    }),
    'codesign.json',
  );
const [plain, divided] = [configOf({}), configOf({ islands: 2, rounds: 2 })];

describe('options of the targets of a search by islands', () => {
  test.each([
    ['search', { objectives: ['accuracy', 'luts'] }, 'search.objectives'],
    ['search', { variants: [], algorithm: { islands: 2 } }, 'search.algorithm'],
    ['search--r0-i1', { variants: [] }, 'search.variants'],
  ] as const)('%s with %j is refused: %s belongs into codesign.json', (step, overrides, key) => {
    expect(() => refuseDividing(step, overrides, divided)).toThrow(
      expect.objectContaining({
        code: 'search.options',
        message: expect.stringMatching(new RegExp(`2 islands x 2 rounds.* Write ${key} into codesign.json$`)),
      }),
    );
  });

  test.each([
    ['search', { variants: [], allowedLoss: 0.02 }, 'the merge alone chooses', divided],
    ['search', {}, 'there are none', divided],
    ['search--r0-i1', {}, 'there are none', divided],
    ['search', { objectives: ['accuracy', 'luts'] }, 'there are no shards', plain],
    ['qat', { epochs: 2 }, 'another stage', divided],
  ] as const)('%s with %j is accepted: %s', (step, overrides, _why, config) => {
    expect(() => refuseDividing(step, overrides, config)).not.toThrow();
  });
});
