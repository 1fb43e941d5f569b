import { outsideOf, rangeFacts, type AllFacts, type Facts, type RangeFact } from './range';

const facts = Object.keys(rangeFacts) as RangeFact[];
const range = Object.fromEntries(facts.map((fact) => [fact, [2, 8]])) as unknown as Parameters<
  typeof outsideOf
>[0];
const inside = Object.fromEntries(facts.map((fact) => [fact, 5])) as Facts;

describe('outsideOf', () => {
  it.each<{ changed: Partial<AllFacts>; outside: string[]; why: string }>([
    { changed: {}, outside: [], why: 'all is inside' },
    { changed: { inputs: 8, clockPeriodNs: 2 }, outside: [], why: 'the ends belong to the range' },
    { changed: { inputs: 9 }, outside: ['9 inputs of a layer, fitted up to 8'], why: 'more than any sample' },
    { changed: { inputs: 1 }, outside: [], why: 'smaller layers are no other kind of thing' },
    {
      changed: { clockPeriodNs: 1, sumBits: 20 },
      outside: ['20 bits of a sum, fitted up to 8', '1 ns of the clock period, fitted from 2'],
      why: 'two facts',
    },
    { changed: { products: 0, dsps: 0 }, outside: [], why: 'none of what the fit has none of' },
    {
      changed: { products: 2, dsps: 7 },
      outside: [
        '2 products of two values, none in the fit',
        '7 multiplications in DSP blocks, none in the fit',
      ],
      why: 'what the fit has none of',
    },
  ])('names $outside: $why', ({ changed, outside }) => {
    expect(outsideOf(range, { ...inside, ...changed })).toEqual(outside);
  });
});
