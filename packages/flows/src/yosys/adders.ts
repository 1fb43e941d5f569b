import type { PartFamily } from '@nx-codesign/hardware';
import { carryChain, carrySlices, type CarrySlice } from './xilinxCells';

/**
 * The adder modules of an emitted design built from a family's own cells, in place of its portable ones. Yosys
 * by itself would merge the sums again and find neither carry chains nor three-input adders.
 */
export function adderModules(family: PartFamily): string {
  const slice = carrySlices[family];
  const two = slice === undefined ? twoInputAdder : carryAdder(slice);
  const ternary = slice === undefined ? chainedAdder : ternaryAdder(slice);
  return [two('adder2', 0), two('subtractor2', 1), ternary].join('\n');
}

/** One `$alu` cell: `a + b`, or `a + ~b + 1`. */
function twoInputAdder(name: string, subtract: 0 | 1): string {
  return `
module ${name} #(parameter WIDTH = 1) (
  input wire [WIDTH-1:0] a,
  input wire [WIDTH-1:0] b,
  output wire [WIDTH-1:0] y
);
${alu({ name: 'sum', b: 'b', subtract: `1'b${subtract}`, y: 'y', a: 'a' })}
endmodule
`;
}

/**
 * A carry chain behind one gate per bit, which the script finds by its name: `S = a ^ b` selects between the carry and
 * `DI = a`. Up to two bits are left to LUTs.
 */
function carryAdder(slice: CarrySlice): typeof twoInputAdder {
  return (name, subtract) => `
(* keep_hierarchy *)
module ${name} #(parameter WIDTH = 1) (
  input wire [WIDTH-1:0] a,
  input wire [WIDTH-1:0] b,
  output wire [WIDTH-1:0] y
);
  localparam SLICES = (WIDTH + ${slice - 1}) / ${slice};
  genvar i;
  generate
    if (WIDTH <= 2) begin : narrow
${alu({ name: 'sum', b: 'b', subtract: `1'b${subtract}`, y: 'y', a: 'a' })}
    end else begin : wide
      wire [SLICES*${slice}-1:0] S, DI, O, CO;
      assign y = O[WIDTH-1:0];
      for (i = 0; i < SLICES * ${slice}; i = i + 1) begin : digit
        if (i < WIDTH) begin : used
          \\$_${subtract === 1 ? 'XNOR' : 'XOR'}_ sumBit (.A(a[i]), .B(b[i]), .Y(S[i]));
          assign DI[i] = a[i];
        end else begin : unused
          assign S[i] = 1'b0;
          assign DI[i] = 1'b0;
        end
      end${carryChain(slice, { first: `1'b${subtract}`, carries: 'CO' })}
    end
  endgenerate
endmodule
`;
}

/** Parameters and ports of `adder3`. */
const ternaryPorts = `
module adder3 #(parameter WIDTH = 1, parameter SUBTRACT_B = 0, parameter SUBTRACT_C = 0) (
  input wire [WIDTH-1:0] a,
  input wire [WIDTH-1:0] b,
  input wire [WIDTH-1:0] c,
  output wire [WIDTH-1:0] y
);`;

/** Three-input adder of two `$alu` cells. */
const chainedAdder = `${ternaryPorts}
  wire [WIDTH-1:0] ab;
${alu({ name: 'first', a: 'a', b: 'b', subtract: '(SUBTRACT_B != 0)', y: 'ab' })}
${alu({ name: 'second', a: 'ab', b: 'c', subtract: '(SUBTRACT_C != 0)', y: 'y' })}
endmodule
`;

/** An `$alu` cell; Yosys wants every port connected. */
function alu({ name, a, b, subtract, y }: Record<'name' | 'a' | 'b' | 'subtract' | 'y', string>): string {
  const widths = '.A_WIDTH(WIDTH), .B_WIDTH(WIDTH), .Y_WIDTH(WIDTH)';
  return [
    `  wire [WIDTH-1:0] ${name}_x, ${name}_co;`,
    `  \\$alu #(.A_SIGNED(0), .B_SIGNED(0), ${widths}) ${name} (`,
    `    .A(${a}), .B(${b}), .CI(${subtract}), .BI(${subtract}), .X(${name}_x), .Y(${y}), .CO(${name}_co)`,
    '  );',
  ].join('\n');
}

/**
 * Three-input adder with one LUT6_2 per bit (Xilinx UG574, carry logic; UG474 for 7-series): O5 is the carry-save
 * bit of a, b and c, O6 the sum of the three with the carry-save bit from below, which is also the chain's DI.
 * O5 does not depend on I3, so there is no ripple through the LUTs. A subtracted operand is inverted within the
 * LUT, and its +1 enters as the chain's carry or as the lowest carry-save bit.
 */
function ternaryAdder(slice: CarrySlice): string {
  return `
(* keep_hierarchy *)${ternaryPorts}
  localparam SLICES = (WIDTH + ${slice - 1}) / ${slice};
  // Values over {I3 = carry-save from below, I2 = c, I1 = b, I0 = a}; I4 is 0, I5 is 1.
  localparam [15:0] SUM = (SUBTRACT_B != 0) ^ (SUBTRACT_C != 0) ? 16'h9669 : 16'h6996;
  localparam [7:0] SAVE = SUBTRACT_B != 0 ? (SUBTRACT_C != 0 ? 8'h2b : 8'hb2) : (SUBTRACT_C != 0 ? 8'h8e : 8'he8);
  wire [SLICES*${slice}-1:0] S, DI, O, CO;
  wire [WIDTH:0] save;
  assign save[0] = (SUBTRACT_B != 0) && (SUBTRACT_C != 0);
  assign y = O[WIDTH-1:0];
  genvar i;
  generate
    for (i = 0; i < SLICES * ${slice}; i = i + 1) begin : digit
      if (i < WIDTH) begin : used
        LUT6_2 #(.INIT({SUM, SUM, SAVE, SAVE, SAVE, SAVE})) lut (
          .I0(a[i]), .I1(b[i]), .I2(c[i]), .I3(save[i]), .I4(1'b0), .I5(1'b1), .O6(S[i]), .O5(save[i+1])
        );
        assign DI[i] = save[i];
      end else begin : unused
        assign S[i] = 1'b0;
        assign DI[i] = 1'b0;
      end
    end${carryChain(slice, { first: '(SUBTRACT_B != 0) || (SUBTRACT_C != 0)', carries: 'CO' })}
  endgenerate
endmodule
`;
}
