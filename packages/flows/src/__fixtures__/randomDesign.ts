import fc from 'fast-check';

const stages = 3;
const nodesPerStage = 4;
const bits = 16;

interface Operation {
  readonly kind: 'add' | 'subtract' | 'shift' | 'minimum' | 'relu' | 'xor' | 'times' | 'equal';
  readonly a: number;
  readonly b: number;
  readonly constant: number;
}

const node = fc.integer({ min: 0, max: nodesPerStage - 1 });
const operation = fc.record<Operation>({
  kind: fc.constantFrom('add', 'subtract', 'shift', 'minimum', 'relu', 'xor', 'times', 'equal'),
  a: node,
  b: node,
  constant: fc.integer({ min: 1, max: 11 }),
});
const stage = fc.array(operation, { minLength: nodesPerStage, maxLength: nodesPerStage });
const inputPort = fc.record({ width: fc.integer({ min: 1, max: 12 }), signed: fc.boolean() });

/** A small random pipeline in Verilog and, by a reading of its own, in JavaScript: 16-bit two's complement. */
export class RandomDesign {
  readonly latencyCycles = stages;
  readonly inputPorts: readonly { offset: number; width: number; signed: boolean }[];
  readonly outputPorts = Array.from({ length: nodesPerStage }, (_, i) => ({
    offset: i * bits,
    width: bits,
    signed: true,
  }));
  private readonly operations: readonly Operation[][];

  constructor(private readonly seed: number) {
    const ports = fc.sample(inputPort, { seed, numRuns: nodesPerStage });
    let offset = 0;
    this.inputPorts = ports.map((port) => ({ ...port, offset: (offset += port.width) - port.width }));
    this.operations = fc.sample(stage, { seed, numRuns: stages });
  }

  get verilog(): string {
    const last = this.inputPorts[nodesPerStage - 1];
    const lines = [
      `module random (input clk, input [${last.offset + last.width - 1}:0] x, output [${nodesPerStage * bits - 1}:0] y);`,
      ...this.inputPorts.map(({ offset, width, signed }, i) => {
        const sign = signed
          ? `$signed(x[${offset} +: ${width}])`
          : `$signed({1'b0, x[${offset} +: ${width}]})`;
        return `  wire signed [${bits - 1}:0] n0_${i} = ${sign};`;
      }),
      ...this.operations.flatMap((list, before) =>
        list.map((each, i) => {
          const text = verilogOf(each, (index) => `n${before}_${index}`);
          return `  reg signed [${bits - 1}:0] n${before + 1}_${i}; always @(posedge clk) n${before + 1}_${i} <= ${text};`;
        }),
      ),
      ...this.outputPorts.map(({ offset }, i) => `  assign y[${offset} +: ${bits}] = n${stages}_${i};`),
      'endmodule',
    ];
    return `${lines.join('\n')}\n`;
  }

  /** `[count, inputs]` integers within the input ports, corners among them. */
  vectors(count: number): Int32Array {
    const elements = this.inputPorts.map(({ width, signed }) =>
      signed
        ? fc.integer({ min: -(2 ** (width - 1)), max: 2 ** (width - 1) - 1 })
        : fc.integer({ min: 0, max: 2 ** width - 1 }),
    );
    return Int32Array.from(fc.sample(fc.tuple(...elements), { seed: this.seed, numRuns: count }).flat());
  }

  /** `[count, outputs]` integers. */
  expected(inputs: Int32Array, count: number): number[] {
    return Array.from({ length: count }, (_, vector) => {
      const first = [...inputs.subarray(vector * nodesPerStage, (vector + 1) * nodesPerStage)];
      return this.operations.reduce((nodes, list) => list.map((each) => wrap(valueOf(each, nodes))), first);
    }).flat();
  }
}

function wrap(value: number): number {
  return (value << (32 - bits)) >> (32 - bits);
}

function verilogOf({ kind, a, b, constant }: Operation, name: (index: number) => string): string {
  const [x, y] = [name(a), name(b)];
  const texts: Record<Operation['kind'], string> = {
    add: `${x} + ${y}`,
    subtract: `${x} - ${y}`,
    shift: `${x} >>> ${constant}`,
    minimum: `${x} < ${y} ? ${x} : ${y}`,
    relu: `${x}[${bits - 1}] ? ${bits}'sd0 : ${x}`,
    xor: `${x} ^ ${y}`,
    times: `${x} * ${bits}'sd${constant}`,
    equal: `${x} == ${y} ? ${bits}'sd${constant} : ${y}`,
  };
  return texts[kind];
}

function valueOf({ kind, a, b, constant }: Operation, nodes: readonly number[]): number {
  const [x, y] = [nodes[a], nodes[b]];
  switch (kind) {
    case 'add':
      return x + y;
    case 'subtract':
      return x - y;
    case 'shift':
      return x >> constant;
    case 'minimum':
      return Math.min(x, y);
    case 'relu':
      return Math.max(x, 0);
    case 'xor':
      return x ^ y;
    case 'times':
      return x * constant;
    case 'equal':
      return x === y ? constant : y;
  }
}
