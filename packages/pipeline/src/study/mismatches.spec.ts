import { synthesizedVariant } from '../__fixtures__/synthesized';
import type { Verification } from '../records/checks';
import { resultTable } from '../tables/resultTable';
import { mismatchesOf } from './mismatches';

const { verification } = synthesizedVariant('a');
const check = (mismatches: number) => ({ vectors: 170, mismatches });

describe('mismatchesOf', () => {
  test.each<[Partial<Verification>, number, string]>([
    [{}, 0, 'nothing differs'],
    [{ engine: check(2) }, 2, 'the training engine counts'],
    [{ gates: { ...verification.gates, mismatches: 3 }, cpp: check(4) }, 7, 'gates and C++ add up'],
    [{ rtl: check(5) }, 5, 'the Verilog counts'],
    [
      { engine: check(1), cpp: { skipped: 'no compiler' }, rtl: { skipped: 'no simulator' } },
      1,
      'what was not run adds nothing',
    ],
  ])('%j gives %d: %s', (changes, expected) => {
    expect(mismatchesOf({ ...verification, ...changes })).toBe(expected);
  });

  test('is what the table of variants shows', () => {
    const changed = { ...synthesizedVariant('a'), verification: { ...verification, engine: check(2) } };
    const { columns, rows } = resultTable([changed], 'classification');
    expect(rows[0][columns.indexOf('mismatches')]).toBe('2');
  });
});
