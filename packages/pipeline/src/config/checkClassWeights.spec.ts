import { testConfig } from '../__fixtures__/testStudy';
import { checkClassWeights } from './checkClassWeights';
import { parseConfig } from './parse';

const configWith = (slices: object) =>
  parseConfig(JSON.stringify({ ...testConfig, ...slices }), 'codesign.json');

describe('class weights', () => {
  test('are one for each class of the data', () => {
    const config = configWith({ qat: { classWeights: [1, 2, 1] } });
    expect(() => checkClassWeights(config, { classes: 3 })).not.toThrow();
    expect(() => checkClassWeights(configWith({}), { classes: 3 })).not.toThrow();
  });

  test('of another number are refused, each place by its name', () => {
    const config = configWith({
      search: { ...testConfig.search, training: { classWeights: [1, 1] } },
      ...{ localSearch: { classWeights: [1] }, qat: { classWeights: [1, 1, 1] } },
      prune: { classWeights: [1, 2, 3, 4] },
    });
    expect(() => checkClassWeights(config, { classes: 3 })).toThrow(
      expect.objectContaining({
        code: 'config.classWeights',
        message: [
          'search.training.classWeights has 2 weights; give 3, one for each class',
          'localSearch.classWeights has 1 weights; give 3, one for each class',
          'prune.classWeights has 4 weights; give 3, one for each class',
        ].join('\n'),
      }),
    );
  });
});
