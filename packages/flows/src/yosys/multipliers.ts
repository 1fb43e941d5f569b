import type { PartFamily } from '@nx-codesign/hardware';

/** Black boxes of the DSP blocks with the ports and parameters that are used, in place of Yosys' own library. */
export const xilinxDspBlackBoxes = ['DSP48E2', 'DSP48E1']
  .map(
    (name) => `
(* blackbox *)
module ${name} (
  input CLK, input [29:0] A, input [17:0] B, input [47:0] C, output [47:0] P,
  input [3:0] ALUMODE, input [${name === 'DSP48E2' ? 8 : 6}:0] OPMODE, input [4:0] INMODE, input CARRYIN,
  input CEA2, input CEB2, input CEC, input CEM, input CEP,
  input RSTA, input RSTB, input RSTC, input RSTM, input RSTP
);
  parameter AREG = 1;
  parameter BREG = 1;
  parameter CREG = 1;
  parameter MREG = 1;
  parameter PREG = 1;
  parameter ACASCREG = 1;
  parameter BCASCREG = 1;
  parameter ADREG = 1;
  parameter DREG = 1;
  parameter ALUMODEREG = 1;
  parameter CARRYINREG = 1;
  parameter CARRYINSELREG = 1;
  parameter INMODEREG = 1;
  parameter OPMODEREG = 1;
  parameter USE_MULT = "MULTIPLY";
endmodule
`,
  )
  .join('');

/** Parameters and ports of `multiply`. */
const multiplyPorts = `
module multiply #(
  parameter A_WIDTH = 1, parameter B_WIDTH = 1, parameter C_WIDTH = 1, parameter Y_WIDTH = 1,
  parameter A_REGISTER = 0, parameter B_REGISTER = 0, parameter C_REGISTER = 0,
  parameter PRODUCT_REGISTER = 0, parameter Y_REGISTER = 0
) (
  input wire clk,
  input wire signed [A_WIDTH-1:0] a,
  input wire signed [B_WIDTH-1:0] b,
  input wire signed [C_WIDTH-1:0] c,
  output wire [Y_WIDTH-1:0] y
);`;

/**
 * `multiply` as a block of the family, and `multiply_row` as one `$alu` cell: the multiple of the digit, or its
 * complement and a carry, is added to c; on Xilinx' families the LUT of the sum selects the multiple too.
 */
export function multiplierModules(family: PartFamily): string {
  return [blocks[family], multiplyRow].join('\n');
}

const multiplyRow = `
module multiply_row #(parameter WIDTH = 1) (
  input wire [WIDTH-1:0] a,
  input wire [2:0] digit,
  input wire [WIDTH-1:0] c,
  output wire [WIDTH-1:0] y
);
  wire once = digit[1] ^ digit[0];
  wire twice = (digit[2] ^ digit[1]) & ~once;
  wire [WIDTH-1:0] multiple = ({WIDTH{once}} & a) | ({WIDTH{twice}} & (a << 1));
  wire [WIDTH-1:0] x, co;
  \\$alu #(.A_SIGNED(0), .B_SIGNED(0), .A_WIDTH(WIDTH), .B_WIDTH(WIDTH), .Y_WIDTH(WIDTH)) sum (
    .A(c), .B(multiple), .CI(digit[2]), .BI(digit[2]), .X(x), .Y(y), .CO(co)
  );
endmodule
`;

/** AMD UG579, UG479: X and Y are the product, Z is C. */
function xilinxMultiply(cell: 'DSP48E1' | 'DSP48E2', opmode: string): string {
  return `${multiplyPorts}
  wire signed [29:0] wide_a = a;
  wire signed [17:0] wide_b = b;
  wire signed [47:0] wide_c = c;
  wire [47:0] p;
  ${cell} #(
    .AREG(A_REGISTER), .BREG(B_REGISTER), .CREG(C_REGISTER), .MREG(PRODUCT_REGISTER), .PREG(Y_REGISTER),
    .ACASCREG(A_REGISTER), .BCASCREG(B_REGISTER), .ADREG(0), .DREG(0), .ALUMODEREG(0), .CARRYINREG(0),
    .CARRYINSELREG(0), .INMODEREG(0), .OPMODEREG(0), .USE_MULT("MULTIPLY")
  ) block (
    .CLK(clk), .A(wide_a), .B(wide_b), .C(wide_c), .P(p),
    .ALUMODE(4'b0), .OPMODE(${opmode}), .INMODE(5'b0), .CARRYIN(1'b0),
    .CEA2(1'b1), .CEB2(1'b1), .CEC(1'b1), .CEM(1'b1), .CEP(1'b1),
    .RSTA(1'b0), .RSTB(1'b0), .RSTC(1'b0), .RSTM(1'b0), .RSTP(1'b0)
  );
  assign y = p[Y_WIDTH-1:0];
endmodule
`;
}

/** Lattice FPGA-TN-02007: the product of A and B, and {C, D} where something is added; the adder's register is the output's. */
const ice40Multiply = `${multiplyPorts}
  localparam [1:0] OUTPUT = (Y_REGISTER != 0) ? 2'd1 : (C_WIDTH == 1) ? 2'd3 : 2'd0;
  wire signed [15:0] wide_a = a;
  wire signed [15:0] wide_b = b;
  wire signed [31:0] wide_c = c;
  wire [31:0] o;
  SB_MAC16 #(
    .A_REG(A_REGISTER), .B_REG(B_REGISTER), .C_REG(C_REGISTER), .D_REG(C_REGISTER),
    .PIPELINE_16x16_MULT_REG2(PRODUCT_REGISTER), .A_SIGNED(1'b1), .B_SIGNED(1'b1),
    .TOPOUTPUT_SELECT(OUTPUT), .TOPADDSUB_LOWERINPUT(2'd2), .TOPADDSUB_UPPERINPUT(1'b1), .TOPADDSUB_CARRYSELECT(2'd2),
    .BOTOUTPUT_SELECT(OUTPUT), .BOTADDSUB_LOWERINPUT(2'd2), .BOTADDSUB_UPPERINPUT(1'b1), .BOTADDSUB_CARRYSELECT(2'd0)
  ) block (
    .CLK(clk), .CE(1'b1), .A(wide_a), .B(wide_b), .C(wide_c[31:16]), .D(wide_c[15:0]), .O(o),
    .AHOLD(1'b0), .BHOLD(1'b0), .CHOLD(1'b0), .DHOLD(1'b0), .IRSTTOP(1'b0), .IRSTBOT(1'b0), .ORSTTOP(1'b0),
    .ORSTBOT(1'b0), .OLOADTOP(1'b0), .OLOADBOT(1'b0), .ADDSUBTOP(1'b0), .ADDSUBBOT(1'b0), .OHOLDTOP(1'b0),
    .OHOLDBOT(1'b0), .CI(1'b0), .ACCUMCI(1'b0), .SIGNEXTIN(1'b0)
  );
  assign y = o[Y_WIDTH-1:0];
endmodule
`;

/** Lattice FPGA-TN-02205; the block of one multiplier does not add. */
function ecp5Multiply(): string {
  const pins = (name: string, wire: string, count: number): string =>
    Array.from({ length: count }, (_, bit) => `.${name}${bit}(${wire}[${bit}])`).join(', ');
  return `${multiplyPorts}
  wire signed [17:0] wide_a = a;
  wire signed [17:0] wide_b = b;
  wire [35:0] p;
  MULT18X18D #(
    .REG_INPUTA_CLK((A_REGISTER != 0) ? "CLK0" : "NONE"), .REG_INPUTB_CLK((B_REGISTER != 0) ? "CLK0" : "NONE"),
    .REG_PIPELINE_CLK((PRODUCT_REGISTER != 0) ? "CLK0" : "NONE"), .REG_OUTPUT_CLK((Y_REGISTER != 0) ? "CLK0" : "NONE")
  ) block (
    .CLK0(clk), .CE0(1'b1), .RST0(1'b0), .SIGNEDA(1'b1), .SIGNEDB(1'b1), .SOURCEA(1'b0), .SOURCEB(1'b0),
    ${pins('A', 'wide_a', 18)},
    ${pins('B', 'wide_b', 18)},
    ${pins('P', 'p', 36)}
  );
  assign y = p[Y_WIDTH-1:0];
endmodule
`;
}

const blocks: Readonly<Record<PartFamily, string>> = {
  xcup: xilinxMultiply('DSP48E2', "9'b000110101"),
  xc7: xilinxMultiply('DSP48E1', "7'b0110101"),
  ice40: ice40Multiply,
  ecp5: ecp5Multiply(),
};
