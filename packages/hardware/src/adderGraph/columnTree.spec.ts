import { columnTree } from './columnTree';

const columns = (...list: number[][]): Int32Array[] => list.map((each) => Int32Array.from(each));
const all = (count: number): boolean[] => Array.from({ length: count }, () => true);

describe('columnTree', () => {
  it('computes a column from one that differs in one digit', () => {
    // 4 x 2 digits against one digit and the parent's adder: 2 <= 0.8 x 8; the first one stays by itself.
    const { parents, heights, order } = columnTree(columns([3, 5, -3, 6], [3, 5, -3, 7]), {
      depth: 1,
      needed: all(2),
    });
    expect(parents).toEqual([undefined, { parent: 0, negative: false }]);
    expect(heights).toEqual([1, 0]);
    expect(order).toEqual([0, 1]);
  });

  it('computes a column from the negation of another one', () => {
    const { parents } = columnTree(columns([3, 5, -3, 6], [-3, -5, 3, -6]), { depth: 1, needed: all(2) });
    expect(parents[1]).toEqual({ parent: 0, negative: true });
  });

  it.each([
    { first: [1, 1, 1, 1, 0], second: [1, 1, 1, 1, 1], parent: 0, why: '2 of 5 digits' },
    { first: [1, 1, 1, 0, 0], second: [1, 1, 1, 1, 1], parent: 0, why: '3 of 5 digits' },
    { first: [1, 0, 0, 0, 0], second: [1, 1, 1, 1, 1], parent: undefined, why: '5 of 5 digits save nothing' },
    {
      first: [1, 1, 0, 0, 0],
      second: [1, 1, 1, 1, 1],
      parent: undefined,
      why: '4 of 5 digits save too little',
    },
  ])('$second from $first: $why', ({ first, second, parent }) => {
    expect(columnTree(columns(first, second), { depth: 1, needed: all(2) }).parents[1]?.parent).toBe(parent);
  });

  it('takes no more differences in a row than stated', () => {
    const row = columns([7, 7, 7, 0, 0], [7, 7, 7, 5, 0], [7, 7, 7, 5, 5]);
    expect(columnTree(row, { depth: 2, needed: all(3) }).heights).toEqual([2, 1, 0]);
    expect(Math.max(...columnTree(row, { depth: 1, needed: all(3) }).heights)).toBe(1);
  });

  it('leaves out columns that nothing reads', () => {
    const { parents, order } = columnTree(columns([3, 5, -3, 6], [3, 5, -3, 7]), {
      depth: 1,
      needed: [false, true],
    });
    expect([parents, order]).toEqual([[undefined, undefined], [1]]);
  });
});
