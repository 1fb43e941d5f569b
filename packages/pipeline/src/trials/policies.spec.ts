import { parseConfig } from '../config/parse';
import { finishedTrial } from '../__fixtures__/finishedTrial';
import { testConfig } from '../__fixtures__/testStudy';
import { chooseVariants, frontOf, lossesOf, violationOf, type FinishedTrial } from './policies';

const config = parseConfig(JSON.stringify(testConfig), 'codesign.json');

const { search } = config;
type Policies = typeof search.variants;
const withSearch = (changes: Partial<typeof search>) => ({ ...config, search: { ...search, ...changes } });

function trial(number: number, metric: number, costs: Partial<FinishedTrial['costs']>, violation?: number) {
  return { ...finishedTrial(number, metric, costs), ...(violation && { violation }) };
}

/** Accuracy against EBOPs: a knee at trial 3, fastest within two points at trial 4. */
const front = [
  trial(1, 0.6, { ebops: 100, latencyNs: 5, luts: 100 }),
  trial(3, 0.95, { ebops: 400, latencyNs: 20, luts: 400 }),
  trial(4, 0.97, { ebops: 4000, latencyNs: 15, luts: 4000 }),
  trial(5, 0.98, { ebops: 40000, latencyNs: 30, luts: 40000 }),
];

describe('the front', () => {
  test('leaves out dominated and infeasible trials, and keeps the order', () => {
    const others = [trial(2, 0.5, { ebops: 200 }), trial(6, 0.99, { ebops: 10 }, 0.5)];
    expect(frontOf([...front, ...others], ['accuracy', 'ebops'])).toEqual(front);
  });
});

describe('policies', () => {
  const choose = (variants: Policies, allowedLoss = 0.02) =>
    chooseVariants(front, withSearch({ objectives: ['accuracy', 'ebops'], variants, allowedLoss })).map(
      ({ name, trial: number }) => [name, number],
    );

  test.each<[string, Policies, number]>([
    ['accuracy takes the most accurate', ['accuracy'], 5],
    ['balanced takes the knee', ['balanced'], 3],
    ['latency takes the fastest within the allowed loss', ['latency'], 4],
  ])('%s', (_, variants, expected) => {
    expect(choose(variants)).toEqual([[variants[0], expected]]);
  });

  test('latency takes a trial that loses exactly the allowed loss, where float64 has it a little above', () => {
    const border = [trial(1, 0.053, { latencyNs: 5 }), trial(2, 0.058, { latencyNs: 9 })];
    const chosen = chooseVariants(border, withSearch({ variants: ['latency'], allowedLoss: 0.005 }));
    expect(chosen[0].trial).toBe(1);
  });

  test('the knee is found with costs on a logarithmic scale', () => {
    // Normalised error + cost: 1, 0.81, 0.93, 1 on the logarithmic scale; 1, 0.48, 0.36, 1 on the plain one.
    const points = [
      trial(1, 0.6, { ebops: 1e2 }),
      trial(2, 0.8, { ebops: 1e3 }),
      trial(3, 0.88, { ebops: 1e4 }),
      trial(4, 0.98, { ebops: 1e5 }),
    ];
    const chosen = chooseVariants(
      points,
      withSearch({ objectives: ['accuracy', 'ebops'], variants: ['balanced'] }),
    );
    expect(chosen[0].trial).toBe(2);
  });

  test.each<[string, Policies, number]>([
    ['accuracy takes the least distance', ['accuracy'], 2],
    ['latency takes the fastest within a share of the least distance', ['latency'], 3],
  ])('of a regression, %s', (_, variants, expected) => {
    const distances = [
      trial(1, 0.25, { latencyNs: 5 }),
      trial(2, 0.2, { latencyNs: 30 }),
      trial(3, 0.22, { latencyNs: 9 }),
    ];
    const regression = { ...withSearch({ variants, allowedLoss: 0.1 }), task: 'regression' as const };
    expect(chooseVariants(distances, regression)[0].trial).toBe(expected);
  });

  test('policies that agree make one variant under a joined name', () => {
    expect(choose(['accuracy', 'balanced', 'latency'], 0)).toEqual([
      ['accuracy-latency', 5],
      ['balanced', 3],
    ]);
  });

  test('of equals the earlier trial is taken', () => {
    const equals = [trial(1, 0.9, { ebops: 5 }), trial(2, 0.9, { ebops: 5 })];
    expect(chooseVariants(equals, withSearch({ variants: ['accuracy'] }))[0].trial).toBe(1);
  });
});

describe('constraints and losses', () => {
  test.each<[Parameters<typeof violationOf>[1], number, string]>([
    [{}, 0, 'no constraint'],
    [{ ebops: { max: 400 } }, 0, 'on the limit'],
    [{ ebops: { max: 200 } }, 1, '400 is 100 % above 200'],
    [{ accuracy: { min: 1 } }, 0.05, '0.95 is 5 % below 1'],
    [{ ebops: { max: 200 }, luts: { max: 320 } }, 1.25, 'excesses add up'],
    [{ parameters: { max: 0.5 } }, 1, '1 is 100 % above 0.5'],
  ])('%j is exceeded by %d: %s', (constraints, expected) => {
    expect(violationOf(front[1], constraints)).toBeCloseTo(expected, 12);
  });

  test('accuracy counts as an error', () => {
    expect(lossesOf(trial(1, 0.75, { luts: 3 }), ['accuracy', 'luts'])).toEqual([0.25, 3]);
  });

  test('a distance counts as it is', () => {
    expect(lossesOf(trial(1, 0.75, { luts: 3 }), ['luts', 'distance'])).toEqual([3, 0.75]);
  });
});
