import type { PartFamily } from '@nx-codesign/hardware';

/** Black boxes of the primitives that the mapping files instantiate, in place of Yosys' 38,000-line library. */
export const xilinxBlackBoxes = `
(* blackbox *)
module CARRY8 (output [7:0] CO, output [7:0] O, input CI, input CI_TOP, input [7:0] DI, input [7:0] S);
  parameter CARRY_TYPE = "SINGLE_CY8";
endmodule
(* blackbox *)
module CARRY4 (output [3:0] CO, output [3:0] O, input CI, input CYINIT, input [3:0] DI, input [3:0] S);
endmodule
(* blackbox *)
module LUT6_2 (output O6, output O5, input I0, input I1, input I2, input I3, input I4, input I5);
  parameter [63:0] INIT = 64'h0;
endmodule
`;

/** Bits of a carry cell: CARRY4 (7-series) or CARRY8 (UltraScale+). */
export type CarrySlice = 4 | 8;

/** Of the families whose adders and comparisons are built of these cells here; others map `$alu` by Yosys' own rules. */
export const carrySlices: Readonly<
  Record<'xcup' | 'xc7', CarrySlice> & Partial<Record<PartFamily, CarrySlice>>
> = {
  xcup: 8,
  xc7: 4,
};

/**
 * A chain of `SLICES` carry cells over the wires `S`, `DI`, `O` and `carries` of a module, whose first carry is
 * `first`. Needs the genvar `i`.
 */
export function carryChain(
  slice: CarrySlice,
  { first, carries }: Record<'first' | 'carries', string>,
): string {
  const unusedCarry = slice === 8 ? 'CI_TOP' : 'CYINIT';
  const bits = `i*${slice} +: ${slice}`;
  return `
    for (i = 0; i < SLICES; i = i + 1) begin : chain
      wire carryIn;
      if (i == 0) assign carryIn = ${first};
      else assign carryIn = ${carries}[i*${slice}-1];
      CARRY${slice} carry (
        .CI(carryIn), .${unusedCarry}(1'b0),
        .S(S[${bits}]), .DI(DI[${bits}]), .O(O[${bits}]), .CO(${carries}[${bits}])
      );
    end`;
}

/**
 * Maps `$alu` cells wider than two bits to carry chains; narrower ones become LUTs. `S = A ^ B` selects between
 * the carry and `DI = A`. Yosys tries mappings in the order of their names: `_80_` comes before its own `_90_alu`.
 */
export function xilinxCarryMap(slice: CarrySlice): string {
  return `
(* techmap_celltype = "$alu" *)
module _80_carry_alu (A, B, CI, BI, X, Y, CO);
  parameter A_SIGNED = 0;
  parameter B_SIGNED = 0;
  parameter A_WIDTH = 1;
  parameter B_WIDTH = 1;
  parameter Y_WIDTH = 1;
  (* force_downto *) input [A_WIDTH-1:0] A;
  (* force_downto *) input [B_WIDTH-1:0] B;
  (* force_downto *) output [Y_WIDTH-1:0] X, Y, CO;
  input CI, BI;
  wire _TECHMAP_FAIL_ = A_WIDTH <= 2 || B_WIDTH <= 2;
  localparam SLICES = (Y_WIDTH + ${slice - 1}) / ${slice};
  (* force_downto *) wire [Y_WIDTH-1:0] wideA, wideB;
  \\$pos #(.A_SIGNED(A_SIGNED), .A_WIDTH(A_WIDTH), .Y_WIDTH(Y_WIDTH)) extendA (.A(A), .Y(wideA));
  \\$pos #(.A_SIGNED(B_SIGNED), .A_WIDTH(B_WIDTH), .Y_WIDTH(Y_WIDTH)) extendB (.A(B), .Y(wideB));
  (* force_downto *) wire [Y_WIDTH-1:0] addend = wideB ^ {Y_WIDTH{BI}};
  (* force_downto *) wire [SLICES*${slice}-1:0] S = wideA ^ addend;
  (* force_downto *) wire [SLICES*${slice}-1:0] DI = wideA;
  (* force_downto *) wire [SLICES*${slice}-1:0] O, C;
  assign X = S[Y_WIDTH-1:0];
  assign Y = O[Y_WIDTH-1:0];
  assign CO = C[Y_WIDTH-1:0];
  genvar i;
  generate${carryChain(slice, { first: 'CI', carries: 'C' })}
  endgenerate
endmodule
`;
}

/** What is left of the gates in front of carry chains where abc had nothing to merge them with: a LUT each. */
export const xilinxSumMap = [
  ['$_XOR_', "LUT2 #(.INIT(4'h6)) _TECHMAP_REPLACE_ (.I0(A), .I1(B), .O(Y));"],
  ['$_XNOR_', "LUT2 #(.INIT(4'h9)) _TECHMAP_REPLACE_ (.I0(A), .I1(B), .O(Y));"],
  ['$_NOT_', 'INV _TECHMAP_REPLACE_ (.I(A), .O(Y));'],
]
  .map(([gate, cell]) => {
    const ports = gate === '$_NOT_' ? 'input A, output Y' : 'input A, input B, output Y';
    return `module \\${gate} (${ports});\n  ${cell}\nendmodule\n`;
  })
  .join('');
