import { parseConfig } from './parse';

const source = { kind: 'idx', images: 'a', labels: 'b', testImages: 'c', testLabels: 'd' };
const minimal = { dataset: { source } };

function problemsOf(config: unknown): string {
  try {
    parseConfig(JSON.stringify(config), 'digits/codesign.json');
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('parseConfig', () => {
  test('a config that names only its data gets every default', () => {
    const config = parseConfig(JSON.stringify(minimal), 'codesign.json');
    expect(config.seed).toBe(1);
    expect(config.dataset.split).toEqual({ train: 0.9, validation: 0.1, test: 0 });
    expect(config.search.algorithm).toEqual({
      kind: 'nsga2',
      population: 16,
      trials: 64,
      islands: 1,
      rounds: 1,
    });
    expect(config.search.assume.part).toBe('xcvu13p-flga2577-2-e');
    expect(config.qat.weightBits).toEqual([8, 6, 4]);
    expect(config.report).toEqual({});
  });

  test('simulated jets get the defaults of their own kind of source', () => {
    const dataset = {
      source: { kind: 'jets', count: 100 },
      split: { train: 0.8, validation: 0.1, test: 0.1 },
    };
    expect(parseConfig(JSON.stringify({ dataset }), 'codesign.json').dataset.source).toEqual({
      kind: 'jets',
      count: 100,
      particles: 8,
      features: 3,
      seed: 1,
    });
  });

  test('a space gets the defaults of its family, mlp if silent', () => {
    const spaceOf = (space: object) =>
      parseConfig(JSON.stringify({ ...minimal, search: { space } }), 'codesign.json').search.space;
    expect(spaceOf({})).toMatchObject({ family: 'mlp', depth: [1, 3], styles: 'network', training: {} });
    expect(spaceOf({ family: 'deepSets' })).toMatchObject({ family: 'deepSets', phiDepth: [0, 2] });
    expect(spaceOf({ family: 'convNet' })).toMatchObject({ family: 'convNet', kernels: [1, 3] });
  });

  test('a regression is searched for distance, a classification for accuracy, if silent', () => {
    const objectivesOf = (task: string) =>
      parseConfig(JSON.stringify({ ...minimal, task }), 'codesign.json').search.objectives;
    expect(objectivesOf('regression')).toEqual(['distance', 'ebops']);
    expect(objectivesOf('classification')).toEqual(['accuracy', 'ebops']);
  });

  test('what is given stays, and defaults fill in around it', () => {
    const config = parseConfig(
      JSON.stringify({ ...minimal, search: { algorithm: { trials: 5 } } }),
      'codesign.json',
    );
    expect(config.search.algorithm).toMatchObject({ kind: 'nsga2', population: 16, trials: 5 });
  });

  test('formatting does not change the result', () => {
    expect(parseConfig(JSON.stringify(minimal, undefined, 8), 'a')).toEqual(
      parseConfig(JSON.stringify(minimal), 'a'),
    );
  });

  test.each([
    ['a misspelt stage', { ...minimal, serch: {} }, ['serch is not a key', 'did you mean "search"']],
    [
      'a misspelt key inside',
      { ...minimal, search: { algorithm: { trails: 5 } } },
      ['search.algorithm.trails is not a key', 'did you mean "trials"', 'Allowed: kind, population, trials'],
    ],
    ['a number out of range', { ...minimal, seed: -1 }, ['seed is -1', 'at least 0 and at most 2147483647']],
    ['text for a number', { ...minimal, seed: 'x' }, ['seed is "x"', 'must be an integer']],
    [
      'an unknown activation',
      { ...minimal, search: { space: { activations: ['rellu'] } } },
      [
        'search.space.activations[0] is "rellu"',
        'did you mean "relu"',
        'Allowed: relu, leakyRelu, gelu, tanh, sigmoid',
      ],
    ],
    [
      'an unknown source',
      { dataset: { source: { ...source, kind: 'hdf5' } } },
      ['dataset.source.kind is "hdf5"', 'Allowed: idx, jets'],
    ],
    [
      'a misspelt source',
      { dataset: { source: { kind: 'jet', count: 100 } } },
      ['dataset.source.kind is "jet"', 'did you mean "jets"'],
    ],
    [
      'no kind of source',
      { dataset: { source: {} } },
      ['dataset.source.kind is missing; Allowed: idx, jets'],
    ],
    [
      'a misspelt key of jets',
      { dataset: { source: { kind: 'jets', count: 100, particels: 8 } } },
      [
        'dataset.source.particels is not a key',
        'did you mean "particles"',
        'Allowed: kind, count, particles',
      ],
    ],
    [
      'a key of another kind of source',
      { dataset: { source: { kind: 'jets', count: 100, images: 'a' } } },
      ['dataset.source.images is not a key'],
    ],
    [
      'jets without a count',
      { dataset: { source: { kind: 'jets' } } },
      ['dataset.source.count is missing; Jets in all splits together'],
    ],
    [
      'too many particles',
      { dataset: { source: { kind: 'jets', count: 100, particles: 151 } } },
      ['dataset.source.particles is 151', 'at most 150'],
    ],
    [
      'jets without a share for the test',
      { dataset: { source: { kind: 'jets', count: 100 } } },
      ['dataset.split.test is 0, and jets have no test samples of their own'],
    ],
    ['no data', {}, ['dataset is missing', 'Where the data comes from']],
    [
      'labels missing',
      { dataset: { source: { kind: 'idx', images: 'a' } } },
      ['dataset.source.labels is missing'],
    ],
    ['an empty list', { ...minimal, qat: { weightBits: [] } }, ['qat.weightBits is []']],
    [
      'shares that are not 1',
      { dataset: { source, split: { train: 0.5, validation: 0.1 } } },
      ['dataset.split adds up to 0.6'],
    ],
    [
      'a test share beside test files',
      { dataset: { source, split: { train: 0.8, validation: 0.1, test: 0.1 } } },
      ['dataset.split.test is 0.1', 'test files of its own'],
    ],
    [
      'no test data',
      { dataset: { source: { kind: 'idx', images: 'a', labels: 'b' } } },
      ['dataset.split.test is 0'],
    ],
    [
      'an unknown family',
      { ...minimal, search: { space: { family: 'deepsets' } } },
      ['search.space.family is "deepsets"', 'did you mean "deepSets"', 'Allowed: mlp, deepSets, convNet'],
    ],
    [
      'a key of another family',
      { ...minimal, search: { space: { family: 'deepSets', depth: [1, 2] } } },
      ['search.space.depth is not a key', 'phiDepth'],
    ],
    [
      'a kernel that no block has',
      { ...minimal, search: { space: { family: 'convNet', kernels: [2] } } },
      ['search.space.kernels[0] is 2', 'Allowed: 1, 3, 5'],
    ],
    [
      'a metric of the other task',
      { ...minimal, task: 'regression', search: { objectives: ['accuracy', 'luts'] } },
      ['search.objectives has "accuracy"', 'the task is regression; its metric is "distance"'],
    ],
    [
      'a limit on a metric of the other task',
      { ...minimal, search: { constraints: { distance: { max: 1 } } } },
      ['search.constraints.distance limits a metric that the task classification does not have'],
    ],
    [
      'a training key of the other task',
      { ...minimal, qat: { huberDelta: 0.5 } },
      ['qat.huberDelta is for a regression, but the task is classification'],
    ],
    [
      'a reversed interval',
      { ...minimal, search: { space: { depth: [3, 1] } } },
      ['search.space.depth is [3, 1]', 'must not be above'],
    ],
    [
      "a reversed interval of another family's",
      { ...minimal, search: { space: { family: 'deepSets', rhoDepth: [3, 1] } } },
      ['search.space.rhoDepth is [3, 1]', 'must not be above'],
    ],
  ])('%s is reported with path, value and what is allowed', (_, config, parts) => {
    const message = problemsOf(config);
    expect(message).toContain('digits/codesign.json has 1 problem:');
    for (const part of parts) expect(message).toContain(part);
  });

  test('all problems come in one error', () => {
    const message = problemsOf({ ...minimal, seed: -1, serch: {}, qat: { maxLoss: 2 } });
    expect(message).toContain('3 problems');
    expect(message).toContain('qat.maxLoss is 2; must be at least 0 and at most 1');
  });

  test('text that is not JSON is reported with the file', () => {
    expect(() => parseConfig('{', 'digits/codesign.json')).toThrow(/digits\/codesign.json is not JSON/);
  });

  test.each([
    [
      'a comma too many',
      '{\n  "seed": 1,\n}',
      /^c\.json is not JSON: line 3, column 1: expected a key.* Correct/,
    ],
    [
      'a key that is there twice',
      '{"seed": 1,\n "seed": 2}',
      /line 2, column 2: the key "seed" is there twice\. Correct/,
    ],
    ['an empty file', '', /^c\.json is empty; write a study into it/],
    ['a file of spaces', '\uFEFF \n', /^c\.json is empty; write a study into it/],
  ])('%s is reported with its place and what to do', (_, text, message) => {
    expect(() => parseConfig(text, 'c.json')).toThrow(
      expect.objectContaining({ code: 'config.syntax', message: expect.stringMatching(message) }),
    );
  });

  test('a byte order mark before the text is passed over', () => {
    const text = JSON.stringify(minimal);
    expect(parseConfig(`\uFEFF${text}`, 'c.json')).toEqual(parseConfig(text, 'c.json'));
  });
});
