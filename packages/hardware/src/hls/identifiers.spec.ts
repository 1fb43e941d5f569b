import { createNamer, functionName } from './identifiers';

describe('createNamer', () => {
  test.each([
    ['dense1', 'dense1_kernel', 'a plain name'],
    ['fc--2', 'fc_2_kernel', 'signs become one underscore'],
    ['_fc__2_', 'fc_2_kernel', 'C++ keeps leading and double underscores for itself'],
    ['8x8', 'layer_8x8_kernel', 'no digit first'],
    ['µ', 'layer_kernel', 'nothing left of the name'],
  ])('%s is called %s: %s', (layer, identifier) => {
    expect(createNamer([])(layer, 'kernel')).toBe(identifier);
  });

  test('names and their types are unique and never reserved', () => {
    const namer = createNamer(['a_sum_t']);
    expect([namer('a', 'sum'), namer('a', 'sum'), namer('a-', 'sum'), namer('a', 'bias')]).toEqual([
      'a_sum2',
      'a_sum3',
      'a_sum4',
      'a_bias',
    ]);
  });
});

test('a top function that would be a word of C++ gets an underscore', () => {
  expect(['mnist', 'double', 'main'].map(functionName)).toEqual(['mnist', 'double_', 'main_']);
});
