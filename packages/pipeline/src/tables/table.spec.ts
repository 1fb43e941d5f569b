import { count, counted, decimal, percent, tableLines } from './table';

describe('a count with its noun', () => {
  test.each([
    [0, '0 variants'],
    [1, '1 variant'],
    [2, '2 variants'],
  ])('%i', (value, text) => {
    expect(counted(value, 'variant')).toBe(text);
  });
});

describe('tables', () => {
  test('the first column is aligned to the left, numbers to the right', () => {
    const table = {
      title: 'T',
      columns: ['variant', 'LUT'],
      rows: [
        ['a', '1,234'],
        ['balanced', '5'],
      ],
    };
    expect(tableLines(table)).toEqual([
      '',
      'T',
      'variant     LUT',
      '--------  -----',
      'a         1,234',
      'balanced      5',
    ]);
  });

  test.each([
    [percent(0.9512), '95.12'],
    [percent(1), '100.00'],
    [count(1234567), '1,234,567'],
    [count(999), '999'],
    [count(1234.6), '1,235'],
    [decimal(25), '25.0'],
    [percent(undefined) + count(undefined) + decimal(undefined), '---'],
  ])('%s is how the number reads', (actual, expected) => {
    expect(actual).toBe(expected);
  });
});
