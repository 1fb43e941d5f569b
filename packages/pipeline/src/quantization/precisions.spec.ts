import { parseConfig } from '../config/parse';
import type { QatSlice } from '../config/slices/qat';
import { testConfig } from '../__fixtures__/testStudy';
import { givenPrecisions, learnedPrecision, nextWider, precisionsOf } from './precisions';

const sliceOf = (qat: object) => parseConfig(JSON.stringify({ ...testConfig, qat }), 'codesign.json').qat;
const namesOf = (qat: object) => givenPrecisions(sliceOf(qat)).map(({ name }) => name);

describe('precisions', () => {
  it('are all pairs of the lists, the widest first', () => {
    expect(namesOf({ weightBits: [4, 8], activationBits: [6, 8] })).toEqual(['w8a8', 'w8a6', 'w4a8', 'w4a6']);
  });

  it('by layer are one, as an object has one width for each', () => {
    const qat = { weightBits: { default: 4, dense1: 6 }, activationBits: [8, 6] };
    expect(namesOf(qat)).toEqual(['wlayersa8', 'wlayersa6']);
    expect(givenPrecisions(sliceOf(qat))[0].weightBits).toEqual({ default: 4, dense1: 6 });
  });

  it('of learned widths are called by their strength', () => {
    expect(learnedPrecision(0.25)).toEqual({ name: 'learned-0.25', strength: 0.25 });
  });

  it.each<[string, string | undefined, string]>([
    ['w8a8', undefined, 'the widest starts from float'],
    ['w6a8', 'w8a8', 'wider weights at the same activations'],
    ['w4a6', 'w6a6', 'the next wider, not the widest'],
    ['w8a6', 'w8a8', 'the widest weights start from wider activations'],
  ])('%s starts from %s: %s', (name, expected) => {
    const all = givenPrecisions(sliceOf({ weightBits: [8, 6, 4], activationBits: [8, 6] }));
    const precision = all.find((each) => each.name === name)!;
    expect(nextWider(all, precision)?.name).toBe(expected);
  });
});

describe('the precisions of a variant', () => {
  const names = (searched?: object, changes: Partial<QatSlice> = {}) =>
    precisionsOf(
      { searchedBits: true, weightBits: [8, 6], activationBits: [6], ...changes } as QatSlice,
      searched ? { searched: { activationBits: 6, sparsity: 0, ...searched } as never } : {},
    ).map(({ name }) => name);

  test.each<[object | undefined, string[], string]>([
    [undefined, ['w8a6', 'w6a6'], 'those given, where the search assumed its widths'],
    [{ weightBits: 7 }, ['w8a6', 'w7a6', 'w6a6'], 'the searched one among them, widest first'],
    [{ weightBits: 6, activationBits: 8 }, ['w8a6', 'w6a8', 'w6a6'], 'wider activations first'],
    [{ weightBits: 3 }, ['w8a6', 'w6a6', 'w3a6'], 'the narrowest last'],
    [{ weightBits: 6 }, ['w8a6', 'w6a6'], 'one that is given already stays one'],
    [{ weightBits: { a: 4, b: 6 } }, ['w8a6', 'w6a6', 'searched'], 'of widths by layer'],
  ])('of one with %j are %j: %s', (searched, expected) => {
    expect(names(searched)).toEqual(expected);
  });

  test('are those given alone without qat.searchedBits', () => {
    expect(names({ weightBits: 7 }, { searchedBits: false })).toEqual(['w8a6', 'w6a6']);
  });
});
