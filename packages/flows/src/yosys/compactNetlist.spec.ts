import { compactNetlist } from './compactNetlist';

describe('compactNetlist', () => {
  it('drops blanks and hidden net names, and nothing else', () => {
    const module = {
      ports: { x: { direction: 'input', bits: [2] } },
      cells: { $a: { hide_name: 1, type: 'INV', connections: { I: [2], O: [3] } } },
      netnames: { x: { hide_name: 0, bits: [2] }, $n: { hide_name: 1, bits: [3] } },
    };
    const { netnames, ...rest } = module;
    const compact = compactNetlist(
      JSON.stringify({ creator: 'Yosys', modules: { top: module } }, undefined, 2),
      (unchanged) => unchanged,
    );
    expect(compact).not.toMatch(/\s/);
    expect(JSON.parse(compact)).toEqual({
      creator: 'Yosys',
      modules: { top: { ...rest, netnames: { x: netnames.x } } },
    });
  });
});
