import type { PartFamily } from '@nx-codesign/hardware';
import { carryChain, carrySlices, type CarrySlice } from './xilinxCells';

/** File with the technology mapping of comparisons. */
export const compareMapFile = 'compare_map.v';

/**
 * Maps each comparison to one carry bit. Left to itself Yosys makes the signs and flags of a subtraction, and abc repeats
 * those in every bit that the comparison selects. Xilinx families compare two bits per carry bit, which passes the carry on
 * where they are equal and begins a new one where they are not; narrow ones, and those with a constant, become LUTs. Other
 * families take the sign of a difference with one bit more; their narrow and constant ones are as small without.
 */
export function compareMap(family: PartFamily): string {
  const slice = carrySlices[family];
  const body = slice === undefined ? subtracted : chained(slice);
  const leftToYosys = slice !== undefined ? "1'b0" : 'WIDTH <= 3 || FIXED';
  return `
(* techmap_celltype = "$lt $le $gt $ge" *)
module _80_compare (A, B, Y);
  parameter A_SIGNED = 0;
  parameter B_SIGNED = 0;
  parameter A_WIDTH = 1;
  parameter B_WIDTH = 1;
  parameter Y_WIDTH = 1;
  parameter _TECHMAP_CELLTYPE_ = "";
  parameter _TECHMAP_CONSTMSK_A_ = 0;
  parameter _TECHMAP_CONSTMSK_B_ = 0;
  (* force_downto *) input [A_WIDTH-1:0] A;
  (* force_downto *) input [B_WIDTH-1:0] B;
  (* force_downto *) output [Y_WIDTH-1:0] Y;
  localparam WIDTH = A_WIDTH > B_WIDTH ? A_WIDTH : B_WIDTH;
  localparam SWAPPED = _TECHMAP_CELLTYPE_ == "$gt" || _TECHMAP_CELLTYPE_ == "$le";
  localparam INVERTED = _TECHMAP_CELLTYPE_ == "$ge" || _TECHMAP_CELLTYPE_ == "$le";
  localparam SIGNED = A_SIGNED && B_SIGNED;
  localparam FIXED = &_TECHMAP_CONSTMSK_A_ || &_TECHMAP_CONSTMSK_B_;
  wire _TECHMAP_FAIL_ = ${leftToYosys};
  (* force_downto *) wire [WIDTH-1:0] wideA, wideB;
  \\$pos #(.A_SIGNED(SIGNED), .A_WIDTH(A_WIDTH), .Y_WIDTH(WIDTH)) extendA (.A(A), .Y(wideA));
  \\$pos #(.A_SIGNED(SIGNED), .A_WIDTH(B_WIDTH), .Y_WIDTH(WIDTH)) extendB (.A(B), .Y(wideB));
  // Unsigned numbers in the order of the given ones, signs exchanged: less = left < right.
  (* force_downto *) wire [WIDTH-1:0] low = SWAPPED ? wideB : wideA;
  (* force_downto *) wire [WIDTH-1:0] high = SWAPPED ? wideA : wideB;
  (* force_downto *) wire [WIDTH-1:0] signs = SIGNED ? {1'b1, {WIDTH-1{1'b0}}} : {WIDTH{1'b0}};
  (* force_downto *) wire [WIDTH-1:0] left = (low & ~signs) | (high & signs);
  (* force_downto *) wire [WIDTH-1:0] right = (high & ~signs) | (low & signs);
  wire less;
  assign Y = INVERTED ? !less : less;
  genvar i;
  generate
    if (WIDTH <= 3 || FIXED) begin : narrow
      wire [WIDTH:0] lessUpTo;
      assign lessUpTo[0] = 1'b0;
      for (i = 0; i < WIDTH; i = i + 1) begin : digit
        assign lessUpTo[i+1] = left[i] == right[i] ? lessUpTo[i] : right[i];
      end
      assign less = lessUpTo[WIDTH];
    end else begin : chained${body}
    end
  endgenerate
endmodule
`;
}

const subtracted = `
      (* force_downto *) wire [WIDTH:0] difference = {1'b0, left} - {1'b0, right};
      assign less = difference[WIDTH];`;

function chained(slice: CarrySlice): string {
  return `
      localparam PAIRS = (WIDTH + 1) / 2;
      localparam SLICES = (PAIRS + ${slice - 1}) / ${slice};
      wire [2*PAIRS-1:0] evenLeft = left, evenRight = right;
      wire [SLICES*${slice}-1:0] S, DI, O, CO;
      for (i = 0; i < SLICES * ${slice}; i = i + 1) begin : pair
        if (i < PAIRS) begin : used
          assign S[i] = evenLeft[2*i +: 2] == evenRight[2*i +: 2];
          assign DI[i] = evenLeft[2*i+1] == evenRight[2*i+1] ? evenRight[2*i] : evenRight[2*i+1];
        end else begin : unused
          assign S[i] = 1'b0;
          assign DI[i] = 1'b0;
        end
      end${carryChain(slice, { first: "1'b0", carries: 'CO' })}
      assign less = CO[PAIRS-1];`;
}
