import fc from 'fast-check';
import { createGateSimulator } from '../gates/simulator';
import { parseNetlist } from '../netlist/parse';
import { combineLuts } from './combineLuts';
import type { YosysBit, YosysCell, YosysModule } from './yosysModule';

/** A LUT of the given inputs and digits, the highest assignment first. */
function lut(inputs: readonly YosysBit[], output: number, digits: string): YosysCell {
  const pins = inputs.map((bit, i): [string, YosysBit[]] => [`I${i}`, [bit]]);
  return {
    type: `LUT${inputs.length}`,
    parameters: { INIT: digits },
    connections: { ...Object.fromEntries(pins), O: [output] },
  };
}

/** A DSP block of one input and output, with a register at its end or none at all. */
function block(input: number, output: number, outputRegisters: '0' | '1'): YosysCell {
  return {
    type: 'DSP48E2',
    parameters: { AREG: '0', BREG: '0', CREG: '0', MREG: '0', PREG: outputRegisters },
    connections: { A: [input], P: [output] },
  };
}

function typesOf({ cells }: YosysModule): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).map(([name, { type }]) => [name, type]));
}

describe('combineLuts', () => {
  it.each<[string, Record<string, YosysCell>, Record<string, string>]>([
    [
      'five inputs together, one in common',
      { a: lut([2, 3, 4], 10, '10010110'), b: lut([4, 5, 6], 11, '11101000') },
      { a: 'LUT6_2' },
    ],
    [
      'six inputs together',
      { a: lut([2, 3, 4], 10, '10010110'), b: lut([4, 5, 6, 7], 11, '1110100011101000') },
      { a: 'LUT3', b: 'LUT4' },
    ],
    ['none in common', { a: lut([2, 3], 10, '0110'), b: lut([4, 5], 11, '0110') }, { a: 'LUT2', b: 'LUT2' }],
    [
      'the one deeper than the other',
      { a: lut([2, 3], 10, '0110'), b: lut([2, 10], 11, '0110') },
      { a: 'LUT2', b: 'LUT2' },
    ],
    [
      'six inputs in one',
      { a: lut([2, 3, 4, 5, 6, 7], 10, '01'.repeat(32)), b: lut([2, 3], 11, '0110') },
      { a: 'LUT6', b: 'LUT2' },
    ],
    [
      'two that share more with each other than with the third',
      { a: lut([2, 3], 10, '0110'), b: lut([3, 4], 11, '0110'), c: lut([3, 2], 12, '1000') },
      { a: 'LUT6_2', b: 'LUT2' },
    ],
    [
      'a DSP block without registers between them',
      { a: lut([2, 3], 10, '0110'), block: block(10, 11, '0'), b: lut([2, 11], 12, '0110') },
      { a: 'LUT2', block: 'DSP48E2', b: 'LUT2' },
    ],
    [
      'a DSP block with a register at its end between them',
      { a: lut([2, 3], 10, '0110'), block: block(10, 11, '1'), b: lut([2, 11], 12, '0110') },
      { a: 'LUT6_2', block: 'DSP48E2' },
    ],
  ])('of LUTs with %s', (_why, cells, expected) => {
    expect(typesOf(combineLuts({ cells }).module)).toEqual(expected);
  });

  it('puts the LUTs of S and DI of one carry bit together and leaves others of chains alone', () => {
    const cells = {
      s0: lut([2, 3, 4, 5], 10, '1000010000100001'),
      d0: lut([2, 3, 4, 5], 11, '1000111011001111'),
      s1: lut([2, 6], 12, '0110'),
      other: lut([2, 6], 14, '1000'),
      carry: {
        type: 'CARRY8',
        parameters: {},
        connections: {
          S: [10, 12],
          DI: [11, 6],
          CI: ['0'],
          O: [20, 21],
          CO: [22, 23],
        } as YosysCell['connections'],
      },
    };
    const { module, pairs } = combineLuts({ cells });
    expect(typesOf(module)).toEqual({ s0: 'LUT6_2', s1: 'LUT2', other: 'LUT2', carry: 'CARRY8' });
    expect(pairs).toEqual([['LUT4', 'LUT4']]);
  });

  it('changes no function (seed 7)', () => {
    const bit = fc.constantFrom<YosysBit>(3, 4, 5, 6, '0', '1');
    const digits = (length: number) =>
      fc
        .array(fc.constantFrom('0', '1'), { minLength: length, maxLength: length })
        .map((each) => each.join(''));
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((size) => fc.tuple(fc.array(bit, { minLength: size, maxLength: size }), digits(2 ** size)));
    fc.assert(
      fc.property(fc.array(table, { minLength: 2, maxLength: 6 }), (tables) => {
        const outputs = tables.map((_, i) => 100 + i);
        const cells = Object.fromEntries(
          tables.map(([inputs, values], i) => [`lut${i}`, lut(inputs, outputs[i], values)]),
        );
        const combined = combineLuts({ cells }).module;
        expect(valuesOf(combined, outputs)).toEqual(valuesOf({ cells }, outputs));
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});

/** The outputs for all 16 values of the nets 3 to 6. */
function valuesOf({ cells }: YosysModule, outputs: readonly number[]): number[] {
  const ports = {
    clk: { direction: 'input', bits: [2] },
    x: { direction: 'input', bits: [3, 4, 5, 6] },
    y: { direction: 'output', bits: outputs },
  };
  const netlist = parseNetlist(JSON.stringify({ modules: { m: { ports, cells } } }), 'm');
  const results = createGateSimulator(netlist).run({
    inputs: Int32Array.from({ length: 16 }, (_, i) => i),
    count: 16,
    inputPorts: [{ offset: 0, width: 4, signed: false }],
    outputPorts: outputs.map((_, offset) => ({ offset, width: 1, signed: false })),
    latencyCycles: 0,
  });
  return [...results];
}
