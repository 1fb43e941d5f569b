import fc from 'fast-check';
import { arbitrarySpace } from '../problems/arbitrarySpace';
import { checkSpace } from './checkSpace';
import { type Space } from './space';
import { SpaceError } from './spaceError';

const width = { kind: 'integer', low: 8, high: 64, step: 8 } as const;
const name = { kind: 'categorical', choices: ['relu', 'tanh'] } as const;

it.each([
  ['no parameters', {}, 'The space has no parameters; give at least one.'],
  ['a number as name', { 3: width }, 'A parameter needs a name that is not a number; got "3".'],
  ['an unknown kind', { a: { kind: 'real' } }, 'a: kind must be integer, float or categorical; got "real".'],
  ['a fraction as bound', { a: { ...width, low: 0.5 } }, 'a: expected a whole number as low; got 0.5.'],
  ['crossed bounds', { a: { ...width, low: 65 } }, 'a: expected low <= high; got 65 > 64.'],
  ['a zero step', { a: { ...width, step: 0 } }, 'a: expected a whole step >= 1; got 0.'],
  [
    'a log scale from 0',
    { a: { kind: 'integer', low: 0, high: 9, log: true } },
    'a: expected low >= 1 on a log scale; got 0.',
  ],
  ['a step on a log scale', { a: { ...width, log: true } }, 'a: expected no step on a log scale; got 8.'],
  [
    'an endless range',
    { a: { kind: 'float', low: 0, high: Infinity } },
    'a: expected a finite number as high; got Infinity.',
  ],
  ['crossed floats', { a: { kind: 'float', low: 1, high: 0 } }, 'a: expected low <= high; got 1 > 0.'],
  [
    'a float log scale from 0',
    { a: { kind: 'float', low: 0, high: 1, log: true } },
    'a: expected low > 0 on a log scale; got 0.',
  ],
  ['no choices', { a: { kind: 'categorical', choices: [] } }, 'a: expected at least one choice; got [].'],
  [
    'NaN as choice',
    { a: { kind: 'categorical', choices: [NaN] } },
    'a: expected text, finite numbers or booleans as choices; got NaN.',
  ],
  [
    'a repeated choice',
    { a: { kind: 'categorical', choices: ['x', 'x'] } },
    'a: expected choices that differ; got "x" twice.',
  ],
  [
    'a condition on a later one',
    { a: { ...width, when: { parameter: 'b', atLeast: 1 } }, b: width },
    'a.when: expected an earlier parameter (none, as it comes first); got b.',
  ],
  [
    'a condition on itself',
    { a: width, b: { ...width, when: { parameter: 'b', atLeast: 1 } } },
    'b.when: expected an earlier parameter (one of a); got b.',
  ],
  [
    'a condition that says nothing',
    { a: width, b: { ...width, when: { parameter: 'a' } } },
    'b.when: expected oneOf or atLeast; got {"parameter":"a"}.',
  ],
  [
    'a value between the steps',
    { a: width, b: { ...width, when: { parameter: 'a', oneOf: [9] } } },
    'b.when.oneOf: expected values that a can take; got 9.',
  ],
  [
    'a value that is no choice',
    { a: name, b: { ...width, when: { parameter: 'a', oneOf: ['elu'] } } },
    'b.when.oneOf: expected values that a can take; got elu.',
  ],
  [
    'the second of two conditions',
    {
      a: name,
      b: {
        ...width,
        when: [
          { parameter: 'a', oneOf: ['relu'] },
          { parameter: 'c', atLeast: 1 },
        ],
      },
    },
    'b.when: expected an earlier parameter (one of a); got c.',
  ],
  [
    'an empty oneOf',
    { a: name, b: { ...width, when: { parameter: 'a', oneOf: [] } } },
    'b.when: expected a condition that a can meet; got {"parameter":"a","oneOf":[]}.',
  ],
  [
    'atLeast over text',
    { a: name, b: { ...width, when: { parameter: 'a', atLeast: 1 } } },
    'b.when: expected a condition that a can meet; got {"parameter":"a","atLeast":1}.',
  ],
  [
    'atLeast over the last step',
    { a: { ...width, high: 70 }, b: { ...width, when: { parameter: 'a', atLeast: 65 } } },
    'b.when: expected a condition that a can meet; got {"parameter":"a","atLeast":65}.',
  ],
])('refuses %s', (_, space, message) => {
  expect(() => checkSpace(space as unknown as Space)).toThrow(new SpaceError(message));
});

it('names the parameter in the error', () => {
  const space: Space = { a: width, b: { ...width, when: { parameter: 'a' } } };
  expect(() => checkSpace(space)).toThrow(expect.objectContaining({ parameter: 'b' }));
});

it('accepts every valid space (seed 31)', () => {
  fc.assert(
    fc.property(arbitrarySpace({ floats: 'some' }), (space) => checkSpace(space)),
    { seed: 31 },
  );
});
