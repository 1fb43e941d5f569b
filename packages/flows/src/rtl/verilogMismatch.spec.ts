import { mismatchOfLog } from './verilogMismatch';

/** Two outputs: four bits with a sign, then three without. */
const design = {
  latencyCycles: 5,
  outputPorts: [
    { offset: 0, width: 4, signed: true, fraction: 0 },
    { offset: 4, width: 3, signed: false, fraction: 0 },
  ],
};
const expected = Int32Array.of(-1, 5, 3, 2);

describe('mismatchOfLog', () => {
  it.each([
    ['5f', '4f', { element: 1, bits: [0], expected: 5, actual: 4 }, 'bit 4 of the bus is bit 0 of output 1'],
    ['5f', '57', { element: 0, bits: [3], expected: -1, actual: 7 }, 'the sign'],
    ['5f', 'f', { element: 1, bits: [0, 2], expected: 5, actual: 0 }, 'leading zeros may be missing'],
    ['5f', '5x', { element: 0, bits: [0, 1, 2, 3], expected: -1, actual: NaN }, 'an unknown digit'],
  ])('expected %s, got %s: %j, %s', (right, got, output) => {
    const log = `Vector 0: expected ${right}, got ${got}\nFAIL: 1 of 2 vectors\n`;
    expect(mismatchOfLog(log, design, expected)).toEqual({ vector: 0, cycle: 5, output });
  });

  it('tells a handshake that is wrong where the data are right', () => {
    const log = 'Vector 1: expected 23, got 23, valid 0, valid before too\nFAIL: 1 of 2 vectors\n';
    expect(mismatchOfLog(log, design, expected)).toEqual({
      vector: 1,
      cycle: 5,
      valid: 'is 0 and was 1 before',
    });
  });

  it('finds none in a log that passes', () => {
    expect(mismatchOfLog('PASS: 2 vectors\n', design, expected)).toBeUndefined();
  });
});
