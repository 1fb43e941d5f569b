import { parseNetlist } from './parse';

const inverter = {
  modules: {
    top: {
      ports: { a: { direction: 'input', bits: [2, '1'] }, y: { direction: 'output', bits: [7] } },
      cells: {
        not: { type: 'LUT1', parameters: { INIT: '01' }, connections: { I0: [2], O: [7] } },
        odd: { type: 'CARRY8', connections: { DI: ['0', 'x', 'z', '1'] } },
      },
    },
  },
};

describe('parseNetlist', () => {
  it('reads ports and cells; constants are nets 0 and 1, undefined bits are 0', () => {
    expect(parseNetlist(JSON.stringify(inverter), 'top')).toEqual({
      name: 'top',
      netCount: 8,
      ports: [
        { name: 'a', direction: 'input', nets: [2, 1] },
        { name: 'y', direction: 'output', nets: [7] },
      ],
      cells: [
        { name: 'not', type: 'LUT1', parameters: { INIT: '01' }, pins: { I0: [2], O: [7] } },
        { name: 'odd', type: 'CARRY8', parameters: {}, pins: { DI: [0, 0, 0, 1] } },
      ],
    });
  });

  const withModule = (module: unknown) => JSON.stringify({ modules: { top: module } });
  const withPort = (port: unknown) => withModule({ ports: { p: port }, cells: {} });
  const withCell = (cell: unknown) => withModule({ ports: {}, cells: { c: cell } });

  it.each([
    ['an empty text', '', /not JSON and begins with ""/],
    ['a cut text', JSON.stringify(inverter).slice(0, 100), /not JSON/],
    ['a number', '3', /no "modules"/],
    ['null', 'null', /no "modules"/],
    ['an object of something else', '{"creator": "x"}', /no "modules"/],
    ['another top', JSON.stringify({ modules: { other: {} } }), /no module top, only other/],
    ['the name of an inherited property', JSON.stringify({ modules: {} }), /no module top, only none/],
    ['a module without cells', withModule({ ports: {} }), /no "ports" or no "cells"/],
    ['an inout port', withPort({ direction: 'inout', bits: [2] }), /port p of module top is inout/],
    ['a port without bits', withPort({ direction: 'input' }), /port p has no list of bits/],
    ['a negative net', withPort({ direction: 'input', bits: [-2] }), /the bit -2/],
    ['a net that is no integer', withPort({ direction: 'input', bits: [2.5] }), /the bit 2.5/],
    ['an unknown constant', withPort({ direction: 'input', bits: ['2'] }), /the bit "2"/],
    ['a cell without type', withCell({ connections: {} }), /cell c of module top has no type/],
    ['a cell without connections', withCell({ type: 'LUT1' }), /no connections/],
    ['a pin that is no list', withCell({ type: 'LUT1', connections: { O: 3 } }), /pin O of cell c/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => parseNetlist(text, 'top')).toThrow(
      expect.objectContaining({ code: 'flows.badNetlist', message: expect.stringMatching(message) }),
    );
  });
});
