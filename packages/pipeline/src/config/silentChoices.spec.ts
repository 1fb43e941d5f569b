import { withSilentChoices } from './silentChoices';

describe('the reuse factor of hlsEmit', () => {
  it.each([
    { study: { hlsEmit: { reuseFactor: 4 } }, search: 4, prune: 4, why: 'stated once' },
    {
      study: {
        hlsEmit: { reuseFactor: 4 },
        search: { assume: { reuseFactor: 2 } },
        prune: { reuseFactor: 1 },
      },
      ...{ search: 2, prune: 1, why: 'what is stated stays' },
    },
    { study: {}, search: undefined, prune: undefined, why: 'not stated at all' },
    {
      study: { hlsEmit: { reuseFactor: 'four' } },
      ...{ search: undefined, prune: undefined, why: 'a wrong one is reported where it stands only' },
    },
    {
      study: { hlsEmit: { reuseFactor: 70_000 } },
      ...{ search: undefined, prune: undefined, why: 'one that is too large likewise' },
    },
  ])('is $search for search and $prune for prune: $why', ({ study, search, prune }) => {
    const filled = withSilentChoices(study) as {
      search: { assume?: { reuseFactor?: number } };
      prune?: { reuseFactor?: number };
    };
    expect(filled.search.assume?.reuseFactor).toBe(search);
    expect(filled.prune?.reuseFactor).toBe(prune);
  });
});
