import { Identifiers } from './identifiers';

describe('Identifiers', () => {
  it.each([
    { name: 'dense1', identifier: 'dense1', why: 'a plain name stays' },
    { name: 'dense 1/b', identifier: 'dense_1_b', why: 'other characters become underscores' },
    { name: '1st', identifier: '_1st', why: 'no digit in front' },
    { name: 'output', identifier: 'output_', why: 'a word of Verilog' },
    { name: 'x', identifier: 'x_', why: 'a port of every module' },
    { name: '', identifier: '_', why: 'something is needed' },
  ])('$name becomes $identifier: $why', ({ name, identifier }) => {
    expect(new Identifiers().take(name)).toBe(identifier);
  });

  it('gives each name once, whatever its case (files on some systems have none)', () => {
    const identifiers = new Identifiers();
    expect(['a', 'a', 'A', 'a_2'].map((name) => identifiers.take(name))).toEqual([
      'a',
      'a_2',
      'A_3',
      'a_2_2',
    ]);
  });
});
