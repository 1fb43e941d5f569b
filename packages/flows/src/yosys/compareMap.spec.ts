import type { PartFamily } from '@nx-codesign/hardware';
import { createGateSimulator } from '../gates/simulator';
import { parseNetlist } from '../netlist/parse';
import { utilizationOf } from '../netlist/utilization';
import { synthesizeModule } from './synthesizeModule';

/** One that compares by chains of pairs, one that subtracts. */
const families: readonly PartFamily[] = ['xcup', 'ecp5'];
const operators = {
  '<': less,
  '<=': (a: number, b: number) => !less(b, a),
  '>': (a: number, b: number) => less(b, a),
  '>=': (a: number, b: number) => !less(a, b),
};
const widths = [1, 3, 4, 7];
const constants = [0, 9, -6];

function less(a: number, b: number): boolean {
  return a < b;
}

interface Comparison {
  readonly text: string;
  readonly value: (a: number, b: number) => boolean;
}

/** The low `width` bits of a number, in two's complement if signed. */
function reading(width: number, signed: boolean): (value: number) => number {
  return (value) => {
    const bits = value & (2 ** width - 1);
    return signed && bits >= 2 ** (width - 1) ? bits - 2 ** width : bits;
  };
}

function comparisons(): Comparison[] {
  return Object.entries(operators).flatMap(([operator, holds]) =>
    [false, true].flatMap((signed) => {
      const cast = (text: string): string => (signed ? `$signed(${text})` : text);
      const ofTwo = widths.map((width): Comparison => {
        const read = reading(width, signed);
        const [a, b] = ['a', 'b'].map((name) => cast(`${name}[${width - 1}:0]`));
        return { text: `${a} ${operator} ${b}`, value: (x, y) => holds(read(x), read(y)) };
      });
      const withConstant = constants.map((constant): Comparison => {
        const read = reading(5, signed);
        const literal = cast(`5'd${constant & 31}`);
        return {
          text: `${cast('a[4:0]')} ${operator} ${literal}`,
          value: (x) => holds(read(x), read(constant)),
        };
      });
      return [...ofTwo, ...withConstant];
    }),
  );
}

describe.each(families)('comparisons on %s', (family) => {
  it('hold exactly where JavaScript says so: all operators and signs, 1 to 7 bits and constants', async () => {
    const all = comparisons();
    const header = `module m (input wire clk, input wire [15:0] x, output wire [${all.length - 1}:0] y);`;
    const operands = ['  wire [7:0] a = x[7:0];', '  wire [7:0] b = x[15:8];'];
    const lines = all.map(({ text }, i) => `  assign y[${i}] = ${text};`);
    const files = { 'm.v': [header, ...operands, ...lines, 'endmodule', ''].join('\n') };
    const { netlistJson } = await synthesizeModule({ top: 'm', files, family });
    const values = Array.from({ length: 256 }, (_, i) => i);
    const edges = [0, 1, 15, 16, 17, 127, 128, 129, 254, 255];
    const vectors = values.flatMap((a) => [...edges, (a + 255) & 255, a, (a + 1) & 255].map((b) => [a, b]));
    const port = (offset: number) => ({ offset, width: 8, signed: false });
    const results = createGateSimulator(parseNetlist(netlistJson, 'm')).run({
      inputs: Int32Array.from(vectors.flat()),
      count: vectors.length,
      inputPorts: [port(0), port(8)],
      outputPorts: all.map((_, offset) => ({ offset, width: 1, signed: false })),
      latencyCycles: 0,
    });
    const expected = vectors.flatMap(([a, b]) => all.map(({ value }) => Number(value(a, b))));
    expect([...results]).toEqual(expected);
  }, 30_000);
});

describe('the larger of two numbers', () => {
  it.each<[PartFamily, number, number]>([
    ['xcup', 8, 8],
    ['xc7', 9, 10],
    ['ecp5', 8, 18],
  ])(
    'on %s of %i bits takes %i LUTs',
    async (family, width, luts) => {
      const bits = `[${width - 1}:0]`;
      const text = [
        `module m (input wire clk, input wire ${bits} a, input wire ${bits} b, output wire ${bits} y);`,
        '  assign y = ($signed(a) < $signed(b)) ? b : a;',
        'endmodule',
      ].join('\n');
      const { netlistJson, cells } = await synthesizeModule({ top: 'm', files: { 'm.v': text }, family });
      const netlist = parseNetlist(netlistJson, 'm');
      expect(utilizationOf(netlist).luts).toBe(luts);
      const counted: Record<string, number> = {};
      netlist.cells.forEach(({ type }) => (counted[type] = (counted[type] ?? 0) + 1));
      expect(cells).toEqual(counted);
    },
    30_000,
  );
});
