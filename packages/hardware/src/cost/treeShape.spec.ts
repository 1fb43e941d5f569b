import { treeLevels } from './treeShape';

describe('treeLevels', () => {
  it('does not depend on the last bits of the logarithm', () => {
    const facts = { terms: 100, leafBits: 4, sumBits: 20, shiftSpread: 5, levels: 7 };
    const levels = treeLevels(facts, 2);
    const log2 = Math.log2;
    const engine = jest.spyOn(Math, 'log2').mockImplementation((x) => log2(x) * (1 + 2 ** -40));
    const others = treeLevels(facts, 2);
    engine.mockRestore();
    expect(others).toEqual(levels);
  });
});
