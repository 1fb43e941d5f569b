import { parseConfig } from './parse';

const source = { kind: 'jets', count: 100, particles: 8 };
const problemsOf = (method: unknown) => {
  const split = { train: 0.8, validation: 0.1, test: 0.1 };
  const text = JSON.stringify({ dataset: { source, split }, prune: { method } });
  try {
    parseConfig(text, 'codesign.json');
    return [];
  } catch (error) {
    const [, ...problems] = (error as Error).message.split('\n');
    return problems.map((problem) => problem.trim());
  }
};

describe('a key that is one name or a list of names', () => {
  it.each([
    ['hardware', []],
    [['structured', 'hardware'], []],
    [
      'structred',
      [
        'prune.method is "structred"; did you mean "structured"? Allowed: structured, unstructured, hardware, none',
      ],
    ],
    [
      ['structured', 'hardwar'],
      ['prune.method[1] is "hardwar"; did you mean "hardware"? Allowed: structured, unstructured, hardware'],
    ],
    [[], ['prune.method is []; must NOT have fewer than 1 items']],
    [
      3,
      [
        'prune.method is 3; must be a string',
        'prune.method is 3; Allowed: structured, unstructured, hardware, none',
      ],
    ],
  ])('is judged as what %j means', (method, problems) => {
    expect(problemsOf(method)).toEqual(problems);
  });
});
