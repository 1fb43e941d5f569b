import { parseConfig } from '../config/parse';
import { testConfig } from '../__fixtures__/testStudy';
import { givenPrecisions, learnedPrecision, nextWider } from './precisions';

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
