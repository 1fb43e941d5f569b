import { netlistOf } from '../__fixtures__/netlistOf';
import { createGateSimulator } from '../gates/simulator';
import { linkNetlists } from './link';

const inverter = netlistOf({
  name: 'inverter',
  inputs: { a: [2] },
  outputs: { y: [3] },
  cells: [{ type: 'INV', pins: { I: 2, O: 3 } }],
});
const bit = [{ offset: 0, width: 1, signed: false }];

function simulate(netlist: Parameters<typeof createGateSimulator>[0]): number[] {
  const stimulus = {
    inputs: Int32Array.of(0, 1),
    count: 2,
    inputPorts: bit,
    outputPorts: bit,
    latencyCycles: 0,
  };
  return [...createGateSimulator(netlist).run(stimulus)];
}

describe('linkNetlists', () => {
  it('puts a copy of the module in place of each instance', () => {
    const top = netlistOf({
      inputs: { x: [2] },
      outputs: { y: [4] },
      cells: [
        { type: 'inverter', pins: { a: 2, y: 3 } },
        { type: 'inverter', pins: { a: 3, y: 4 } },
      ],
    });
    const linked = linkNetlists({ top, modules: [inverter] });
    expect(linked.cells.map(({ name, type }) => [name, type])).toEqual([
      ['c0.c0', 'INV'],
      ['c1.c0', 'INV'],
    ]);
    expect(simulate(linked)).toEqual([0, 1]);
  });

  it('passes constants into a module and out of it', () => {
    const constant = netlistOf({ name: 'constant', inputs: { a: [2] }, outputs: { y: [1] }, cells: [] });
    const top = netlistOf({
      inputs: { x: [2] },
      outputs: { y: [5] },
      cells: [
        { type: 'constant', pins: { a: 2, y: 3 } },
        { type: 'LUT2', parameters: { INIT: '1000' }, pins: { I0: 3, I1: 4, O: 5 } },
        { type: 'inverter', pins: { a: 0, y: 4 } },
      ],
    });
    expect(simulate(linkNetlists({ top, modules: [inverter, constant] }))).toEqual([1, 1]);
  });

  it('follows a wire that goes straight through two modules', () => {
    const wire = netlistOf({ name: 'wire', inputs: { a: [2] }, outputs: { y: [2] }, cells: [] });
    const top = netlistOf({
      inputs: { x: [2] },
      outputs: { y: [4] },
      cells: [
        { type: 'wire', pins: { a: 3, y: 4 } },
        { type: 'wire', pins: { a: 2, y: 3 } },
      ],
    });
    expect(simulate(linkNetlists({ top, modules: [wire] }))).toEqual([0, 1]);
  });

  it.each([
    ['a port is not connected', { a: 2 }, /connects y with 0 bits, module inverter has 1/],
    ['a port has another width', { a: [2, 3], y: 4 }, /connects a with 2 bits, module inverter has 1/],
    ['the module has no such port', { a: 2, y: 3, z: 4 }, /connects z, but module inverter has no such port/],
  ])('throws where %s', (_why, pins, message) => {
    const top = netlistOf({ inputs: { x: [2] }, outputs: { y: [4] }, cells: [{ type: 'inverter', pins }] });
    expect(() => linkNetlists({ top, modules: [inverter] })).toThrow(
      expect.objectContaining({ code: 'flows.linkFailed', message: expect.stringMatching(message) }),
    );
  });
});
