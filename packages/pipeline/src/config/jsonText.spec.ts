import fc from 'fast-check';
import { jsonProblem, positionOf } from './jsonText';

describe('the problem of a JSON text', () => {
  test.each<[string, number, string]>([
    ['{"a": 1,}', 8, 'expected a key in double quotes, found "}"'],
    ['{"a" 1}', 5, 'expected ":", found "1"'],
    ['{"a": 1 "b": 2}', 8, 'expected "," or "}", found "\\""'],
    ['[1, 2', 5, 'expected "," or "]", found the end of the file'],
    ['[1, , 2]', 4, 'expected a value, found ","'],
    ['// a study\n{}', 0, 'expected a value, found "/"'],
    ["{'a': 1}", 1, 'expected a key in double quotes, found "\'"'],
    ['{"a": 01}', 7, 'expected "," or "}", found "1"'],
    ['{"a": NaN}', 6, 'expected a value, found "N"'],
    ['{"a": "x\n"}', 6, 'this text has no closing quote on its line'],
    ['{"a: 1}', 1, 'this text has no closing quote on its line'],
    ['["\\x"]', 1, 'or an escape that JSON does not know'],
    ['{} {}', 3, 'expected the end of the file, found "{"'],
    ['{"seed": 1, "b": {"seed": 2}, "seed": 3}', 30, 'the key "seed" is there twice'],
    ['{"a": 1, "\\u0061": 2}', 9, 'the key "\\u0061" is there twice'],
  ])('%j is found at %i: %s', (text, offset, problem) => {
    expect(jsonProblem(text)).toMatchObject({ offset, problem: expect.stringContaining(problem) });
  });

  test('is none for what JSON writes (seed 1)', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 0, max: 3 }), (text, indent) => {
        expect(jsonProblem(JSON.stringify(JSON.parse(text), undefined, indent))).toBeUndefined();
      }),
      { seed: 1 },
    );
  });

  test('is there exactly where the language finds one too, in texts with one character changed (seed 2)', () => {
    const characters = fc.constantFrom(...'{}[]",:\\0123456789-+.eEtruefalsn \n\t\f\u00a0');
    fc.assert(
      fc.property(fc.json(), fc.nat(), characters, (json, at, character) => {
        const text = `${json.slice(0, at % json.length)}${character}${json.slice((at % json.length) + 1)}`;
        const found = jsonProblem(text);
        if (found?.problem.includes('twice')) return;
        expect(found === undefined).toBe(isJson(text));
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('positionOf', () => {
  test.each([
    ['', 0, 1, 1],
    ['ab', 2, 1, 3],
    ['a\nb', 1, 1, 2],
    ['a\nb', 2, 2, 1],
    ['a\r\n\r\nbc', 6, 3, 2],
  ])('of %j, offset %i is line %i, column %i', (text, offset, line, column) => {
    expect(positionOf(text, offset)).toEqual({ line, column });
  });
});
