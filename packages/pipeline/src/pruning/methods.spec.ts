import type { PruneSlice } from '../config/slices/prune';
import { methodsOf } from './methods';

const methods = (method: PruneSlice['method']) =>
  methodsOf({ method, share: 0.2, steps: 20, rewind: 'start' } as PruneSlice);

describe('methodsOf', () => {
  it('are none, one, or all of a list in its order, each with the keys that it knows', () => {
    const unstructured = { kind: 'unstructured', share: 0.2, steps: 20, rewind: 'start' };
    expect(methods('none')).toEqual([]);
    expect(methods('unstructured')).toEqual([unstructured]);
    expect(methods(['unstructured', 'structured', 'hardware'])).toEqual([
      unstructured,
      { kind: 'structured', share: 0.2, steps: 20 },
      { kind: 'hardware', share: 0.2, steps: 20 },
    ]);
  });
});
