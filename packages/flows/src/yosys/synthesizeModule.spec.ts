import { createHash } from 'node:crypto';
import { RandomDesign } from '../__fixtures__/randomDesign';
import { createGateSimulator } from '../gates/simulator';
import { linkNetlists } from '../netlist/link';
import { parseNetlist } from '../netlist/parse';
import { utilizationOf } from '../netlist/utilization';
import type { PartFamily } from '@nx-codesign/hardware';
import { synthesizeModule } from './synthesizeModule';

const families: readonly PartFamily[] = ['xcup', 'xc7', 'ice40', 'ecp5'];
const widths = [1, 2, 3, 9];
const kinds = [
  { module: 'adder2', parameters: '', sum: (a: number, b: number) => a + b },
  { module: 'subtractor2', parameters: '', sum: (a: number, b: number) => a - b },
  ...[0, 1, 2, 3].map((signs) => ({
    module: 'adder3',
    parameters: `, .SUBTRACT_B(${signs & 1}), .SUBTRACT_C(${signs >> 1})`,
    sum: (a: number, b: number, c: number) => a + (signs & 1 ? -b : b) + (signs >> 1 ? -c : c),
  })),
];

/** Every adder module at every width, side by side on the same three operands. */
function allAdders(): { verilog: string; outputs: { offset: number; width: number; signed: false }[] } {
  let offset = 0;
  const outputs: { offset: number; width: number; signed: false }[] = [];
  const lines = widths.flatMap((width) =>
    kinds.map(({ module, parameters }, kind) => {
      outputs.push({ offset, width, signed: false });
      const third = module === 'adder3' ? `, .c(x[${18 + width - 1}:18])` : '';
      const ports = `.a(x[${width - 1}:0]), .b(x[${9 + width - 1}:9])${third}, .y(y[${offset} +: ${width}])`;
      offset += width;
      return `  ${module} #(.WIDTH(${width})${parameters}) add_${width}_${kind} (${ports});`;
    }),
  );
  const header = `module sums (input wire clk, input wire [26:0] x, output wire [${offset - 1}:0] y);`;
  return { verilog: [header, ...lines, 'endmodule', ''].join('\n'), outputs };
}

/** Operands with all ones, all zeros and what a hash gives. */
function operands(count: number): Int32Array {
  const bytes = Array.from({ length: Math.ceil((count * 6) / 32) }, (_, i) => [
    ...createHash('sha256').update(`adders ${i}`).digest(),
  ]).flat();
  return Int32Array.from({ length: count * 3 }, (_, i) => {
    if (i < 24) return (Math.floor(i / 3) >> (i % 3)) & 1 ? 511 : 0;
    return (bytes[2 * i] * 256 + bytes[2 * i + 1]) & 511;
  });
}

describe.each(families)('the adders of %s', (family) => {
  it('are sums and differences modulo 2^WIDTH, at 1, 2, 3 and 9 bits', async () => {
    const { verilog, outputs } = allAdders();
    const files = { 'sums.v': verilog, 'adders.v': 'the flow replaces this file' };
    const { netlistJson } = await synthesizeModule({ top: 'sums', files, family });
    const count = 500;
    const inputs = operands(count);
    const inputPorts = [0, 9, 18].map((offset) => ({ offset, width: 9, signed: false }));
    const simulator = createGateSimulator(parseNetlist(netlistJson, 'sums'));
    const results = simulator.run({ inputs, count, inputPorts, outputPorts: outputs, latencyCycles: 0 });
    const expected = Array.from({ length: count }, (_, vector) => {
      const [a, b, c] = inputs.subarray(3 * vector, 3 * vector + 3);
      return widths.flatMap((width) => kinds.map(({ sum }) => sum(a, b, c) & (2 ** width - 1)));
    });
    expect([...results]).toEqual(expected.flat());
  }, 30_000);
});

describe('synthesis for UltraScale+', () => {
  it('takes one LUT6_2 per bit of a three-input adder and a CARRY8 per eight', async () => {
    const verilog = [
      'module sum (input wire clk, input wire [47:0] x, output wire [15:0] y);',
      '  adder3 #(.WIDTH(16), .SUBTRACT_C(1)) add (.a(x[15:0]), .b(x[31:16]), .c(x[47:32]), .y(y));',
      'endmodule',
    ].join('\n');
    const files = { 'sum.v': verilog, 'adders.v': '' };
    const { cells, tool } = await synthesizeModule({ top: 'sum', files, family: 'xcup' });
    expect(cells).toEqual({ LUT6_2: 16, CARRY8: 2 });
    expect(tool.name).toBe('yosys');
  }, 30_000);

  it('merges the gate in front of a carry bit with the logic that drives it, and drops it where a bit is constant', async () => {
    const verilog = [
      'module sum (input wire clk, input wire [16:0] x, output wire [8:0] y);',
      "  adder2 #(.WIDTH(9)) add (.a({1'b0, x[7:0]}), .b({1'b0, x[15:8] & {8{x[16]}}}), .y(y));",
      'endmodule',
    ].join('\n');
    const files = { 'sum.v': verilog, 'adders.v': '' };
    const { cells } = await synthesizeModule({ top: 'sum', files, family: 'xcup' });
    expect(cells).toEqual({ LUT3: 8, CARRY8: 2 });
  }, 30_000);

  it('keeps instances of library modules in the top; linked, all registers and gates are there', async () => {
    const layer = (name: string, operation: string) =>
      `module ${name} (input wire clk, input wire [7:0] x, output reg [7:0] y);\n` +
      `  always @(posedge clk) y <= ${operation};\nendmodule\n`;
    const layers = {
      'first.v': layer('first', "x ^ 8'h5a"),
      'second.v': layer('second', 'x & {x[0], x[7:1]}'),
    };
    const top = [
      'module both (input wire clk, input wire [7:0] x, output wire [7:0] y);',
      '  wire [7:0] between;',
      '  first a (.clk(clk), .x(x), .y(between));',
      '  second b (.clk(clk), .x(between), .y(y));',
      'endmodule',
    ].join('\n');
    const job = { top: 'both', files: { 'both.v': top }, libraryFiles: layers, family: 'xcup' as const };
    const wiring = await synthesizeModule(job);
    expect(wiring.cells).toEqual({ first: 1, second: 1 });
    const modules = [];
    for (const name of ['first', 'second']) {
      const files = { [`${name}.v`]: layers[`${name}.v` as keyof typeof layers] };
      modules.push(
        parseNetlist((await synthesizeModule({ top: name, files, family: 'xcup' })).netlistJson, name),
      );
    }
    const linked = linkNetlists({ top: parseNetlist(wiring.netlistJson, 'both'), modules });
    expect(utilizationOf(linked)).toMatchObject({ ffs: 16, carries: 0 });
    const inputs = Int32Array.from({ length: 256 }, (_, i) => i);
    const port = [{ offset: 0, width: 8, signed: false }];
    const stimulus = { inputs, count: 256, inputPorts: port, outputPorts: port, latencyCycles: 2 };
    const between = [...inputs].map((x) => x ^ 0x5a);
    const expected = between.map((x) => x & (((x & 1) << 7) | (x >> 1)));
    expect([...createGateSimulator(linked).run(stimulus)]).toEqual(expected);
  }, 30_000);

  it.each([1, 2, 3, 4, 5, 6])(
    'random design %i computes what JavaScript computes',
    async (seed) => {
      const design = new RandomDesign(seed);
      const { netlistJson } = await synthesizeModule({
        top: 'random',
        files: { 'random.v': design.verilog },
        family: 'xcup',
      });
      const count = 1000;
      const inputs = design.vectors(count);
      const simulator = createGateSimulator(parseNetlist(netlistJson, 'random'));
      const { inputPorts, outputPorts, latencyCycles } = design;
      const results = simulator.run({ inputs, count, inputPorts, outputPorts, latencyCycles });
      expect([...results]).toEqual(design.expected(inputs, count));
    },
    30_000,
  );
});

describe('a failed synthesis', () => {
  it('tells the code, the module and the tail of the messages, and drags no files along', async () => {
    const files = { 'bad.v': 'module bad (input a, output y) assign y = a; endmodule' };
    const failure: unknown = await synthesizeModule({ top: 'bad', files, family: 'xcup' }).catch((e) => e);
    expect(failure).toMatchObject({
      code: 'flows.yosysFailed',
      message: expect.stringMatching(/code 1 on module bad for xcup: [^]*bad\.v:1: ERROR: syntax error/),
    });
    expect(failure).not.toHaveProperty('files');
    expect((failure as Error).cause).toBeUndefined();
  }, 30_000);

  it.each([
    [
      'a module that is not there',
      { top: 'other', files: { 'a.v': 'module a; endmodule' } },
      'flows.yosysFailed',
    ],
    ['a name that would be a command', { top: 'a; exec -- ls', files: { 'a.v': '' } }, 'flows.badName'],
    ['a file name with a blank', { top: 'a', files: { 'a b.v': '' } }, 'flows.badName'],
  ])(
    'refuses %s',
    async (_what, job, code) => {
      await expect(synthesizeModule({ ...job, family: 'xcup' })).rejects.toMatchObject({ code });
    },
    30_000,
  );
});

describe('progress', () => {
  it('names the steps in order', async () => {
    const steps: string[] = [];
    const files = { 'a.v': 'module a (input x, output y); assign y = ~x; endmodule' };
    await synthesizeModule({ top: 'a', files, family: 'xcup' }, { onProgress: (step) => steps.push(step) });
    expect(steps).toEqual(['reading', 'mapping adders', 'mapping LUTs', 'writing']);
  }, 30_000);
});
