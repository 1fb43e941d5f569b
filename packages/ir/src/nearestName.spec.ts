import { nearestName, suggestName } from './nearestName';

describe('nearestName', () => {
  it.each([
    { name: 'dens', allowed: ['dense', 'flatten'], nearest: 'dense', why: 'one letter is missing' },
    { name: 'Dense', allowed: ['flatten', 'dense'], nearest: 'dense', why: 'case does not count' },
    { name: 'fltaten', allowed: ['flatten', 'dense'], nearest: 'flatten', why: 'two letters are swapped' },
    { name: 'conv2d', allowed: ['dense', 'flatten'], nearest: undefined, why: 'nothing is near' },
    { name: 'b', allowed: ['aa', 'bb'], nearest: 'bb', why: 'half of the letters agree' },
    { name: 'x', allowed: [], nearest: undefined, why: 'nothing is allowed' },
    { name: 'aa', allowed: ['ab', 'ac'], nearest: 'ab', why: 'the first of equals' },
  ])('$name among $allowed is $nearest: $why', ({ name, allowed, nearest }) => {
    expect(nearestName(name, allowed)).toBe(nearest);
  });
});

describe('suggestName', () => {
  it('names the nearest and all that is allowed', () => {
    expect(suggestName('dens', ['dense', 'flatten'])).toBe("Did you mean 'dense'? Allowed: dense, flatten.");
  });

  it('names all that is allowed where nothing is near', () => {
    expect(suggestName('pooling3d', ['dense', 'flatten'])).toBe('Allowed: dense, flatten.');
  });
});
