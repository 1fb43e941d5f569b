import { synthesizedVariant } from '../__fixtures__/synthesized';
import { headlineOf } from './headline';

function variant(name: string, validation: number, gates: number) {
  const made = synthesizedVariant(name);
  return {
    ...made,
    variant: { ...made.variant, validation: { ...made.variant.validation, pruned: validation } },
    verification: {
      ...made.verification,
      gates: { ...made.verification.gates, metric: gates },
    },
  };
}

describe('the variant that stands for a study', () => {
  test('is the best on the validation split, also where another is better on the test split', () => {
    const variants = [variant('a', 0.93, 0.99), variant('b', 0.96, 0.9), variant('c', 0.94, 0.98)];
    expect(headlineOf(variants, 'classification').variant.name).toBe('b');
  });

  test('has the least distance of a regression', () => {
    const variants = [variant('a', 0.3, 0.1), variant('b', 0.2, 0.4)];
    expect(headlineOf(variants, 'regression').variant.name).toBe('b');
  });

  test('is the first of equals', () => {
    expect(
      headlineOf([variant('a', 0.95, 0.9), variant('b', 0.95, 0.99)], 'classification').variant.name,
    ).toBe('a');
  });
});
