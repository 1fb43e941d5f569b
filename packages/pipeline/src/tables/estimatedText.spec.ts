import { estimatedLuts, outsideNote } from './estimatedText';

const far = { luts: 12345, outside: ['300 inputs of a layer, fitted up to 128'] };

test('an estimate outside the range of the cost model is marked, and the note says which fact is outside, once', () => {
  expect(estimatedLuts({ luts: 12345 })).toBe('12,345');
  expect(estimatedLuts(far)).toBe('12,345?');
  expect(outsideNote([{}, far, far])).toBe(
    "; ?: outside the cost model's range: 300 inputs of a layer, fitted up to 128",
  );
  expect(outsideNote([{}])).toBe('');
});
