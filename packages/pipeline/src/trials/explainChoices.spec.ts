import { parseConfig } from '../config/parse';
import { finishedTrial } from '../__fixtures__/finishedTrial';
import { testConfig } from '../__fixtures__/testStudy';
import { explainChoices } from './explainChoices';
import { chooseVariants } from './policies';

const { search, ...study } = parseConfig(JSON.stringify(testConfig), 'codesign.json');
const config = {
  ...study,
  search: { ...search, objectives: ['accuracy', 'ebops'] as const, allowedLoss: 0.02 },
} as unknown as Parameters<typeof explainChoices>[1];

const front = [
  finishedTrial(1, 0.6, { ebops: 100, latencyNs: 5, luts: 100 }),
  finishedTrial(3, 0.95, { ebops: 400, latencyNs: 20, luts: 400 }),
  finishedTrial(4, 0.97, { ebops: 4000, latencyNs: 15, luts: 4000 }),
  finishedTrial(5, 0.98, { ebops: 40000, latencyNs: 30, luts: 40000 }),
];

describe('why a variant was chosen', () => {
  const whys = (variants: ('accuracy' | 'balanced' | 'latency')[], of = front) =>
    explainChoices(of, { ...config, search: { ...config.search, variants } }).map(({ why }) => why);

  test.each([
    [
      'accuracy',
      'the best accuracy of the 4 networks on the front: accuracy % 98.00; next is trial 4 with 97.00',
    ],
    [
      'balanced',
      'the knee of the 4 networks on the front: farthest below the plane through the best networks of accuracy, ebops, costs as logarithms; it has accuracy 95.00, ebops 400',
    ],
    [
      'latency',
      'the least estimated latency, 15.0 ns, then the fewest LUTs, 4,000, of the 2 of the 4 networks on the front that lose at most 0.02 of the best accuracy, 98.00 of trial 5',
    ],
  ] as const)('says what decided for %s', (policy, why) => {
    expect(whys([policy])).toEqual([why]);
  });

  test('names the trial that goes on, one entry per policy', () => {
    const chosen = chooseVariants(front, config);
    for (const { policy, trial: number } of explainChoices(front, config)) {
      expect(chosen.find(({ policies }) => policies.includes(policy))?.trial).toBe(number);
    }
    expect(explainChoices(front, config)).toHaveLength(3);
  });

  test('of one network alone names no other', () => {
    expect(whys(['accuracy'], [front[0]])).toEqual([
      'the best accuracy of the only network on the front: accuracy % 60.00',
    ]);
  });
});
