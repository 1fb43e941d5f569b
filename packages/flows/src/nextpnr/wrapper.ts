import { CodesignError } from '@nx-codesign/ir';
import { placeablePart } from './placeableParts';

/** What a wrapper needs to know of a design; `DesignDescription` has it all. */
export interface WrappedDesign {
  readonly top: string;
  readonly part: string;
  /** Bits of the input bus `x`, those of one beat where it takes several. */
  readonly inputBits: number;
  /** Bits of the output bus `y`. */
  readonly outputBits: number;
  /** Cycles that the input bus takes a vector in; 1 for a plain pipeline. */
  readonly beats: number;
  /** Port that is 1 in the cycle of a vector's first beat, where the design has one. */
  readonly start?: string;
}

export type WrapperStyle = 'serial' | 'parallel';

export interface Wrapper {
  /** Name of the module, the top that is placed. */
  readonly name: string;
  readonly verilog: string;
}

/** Clock edges that the registers of a parallel wrapper add, before and behind the design. */
export const parallelWrapperCycles = 2;

const wrappers: Readonly<Record<WrapperStyle, (design: WrappedDesign) => Wrapper>> = { serial, parallel };

/**
 * A module around a design that fits the pins of a package, and whose registers make all its paths count: pins are not part
 * of the clock's frequency. Throws `flows.tooManyPins` where the style needs more pins than the part has.
 */
export function wrapDesign(style: WrapperStyle, design: WrappedDesign): Wrapper {
  return wrappers[style](design);
}

/**
 * Shift registers, five pins. `serial_in` takes a vector bit by bit, bit 0 of the first beat first; `load`, in the cycle
 * after its last bit, shows it to the design two cycles later, a beat in each cycle. `capture`, one cycle before the result is
 * on the design's bus, takes it; its bit 0 is on `serial_out` two cycles after `capture`.
 */
function serial({ top, inputBits, outputBits, beats, start }: WrappedDesign): Wrapper {
  const name = `${top}_serial`;
  const vectorBits = inputBits * beats;
  const shifted = (bus: string, bits: number, next: string) =>
    bits === 1 ? next : `{${next}, ${bus}[${bits - 1}:1]}`;
  const nextBeat = beats === 1 ? [] : [`    else held <= held >> ${inputBits};`];
  const startLines = start === undefined ? [] : ['    first_beat <= load_now;'];
  const startPort = start === undefined ? '' : `.${start}(first_beat), `;
  const verilog = [
    `// ${top} behind shift registers: ${vectorBits} bits in, ${outputBits} bits out.`,
    `module ${name} (`,
    '  input wire clk,',
    '  input wire serial_in,',
    '  input wire load,',
    '  input wire capture,',
    '  output wire serial_out',
    ');',
    '  reg bit_in, load_now, capture_now;',
    ...(start === undefined ? [] : ['  reg first_beat;']),
    `  reg [${vectorBits - 1}:0] incoming, held;`,
    `  reg [${outputBits - 1}:0] outgoing;`,
    `  wire [${outputBits - 1}:0] y;`,
    '  always @(posedge clk) begin',
    '    bit_in <= serial_in;',
    '    load_now <= load;',
    '    capture_now <= capture;',
    ...startLines,
    `    incoming <= ${shifted('incoming', vectorBits, 'bit_in')};`,
    '    if (load_now) held <= incoming;',
    ...nextBeat,
    `    outgoing <= capture_now ? y : ${shifted('outgoing', outputBits, "1'b0")};`,
    '  end',
    '  assign serial_out = outgoing[0];',
    `  ${top} design (.clk(clk), ${startPort}.x(held[${inputBits - 1}:0]), .y(y));`,
    'endmodule',
    '',
  ];
  return { name, verilog: verilog.join('\n') };
}

/** A register on every pin. */
function parallel({ top, part, inputBits, outputBits, start }: WrappedDesign): Wrapper {
  const pins = inputBits + outputBits + (start === undefined ? 1 : 2);
  const { userPins = Infinity } = placeablePart(part) ?? {};
  if (pins > userPins) {
    throw new CodesignError(
      'flows.tooManyPins',
      `The parallel wrapper of ${top} needs ${pins} pins, ${part} has ${userPins}. Set "synthesize.placeAndRoute.io" to "serial".`,
    );
  }
  const name = `${top}_parallel`;
  const verilog = [
    `// ${top} with a register on every pin.`,
    `module ${name} (`,
    '  input wire clk,',
    ...(start === undefined ? [] : [`  input wire ${start},`]),
    `  input wire [${inputBits - 1}:0] x,`,
    `  output reg [${outputBits - 1}:0] y`,
    ');',
    `  reg [${inputBits - 1}:0] x_now;`,
    ...(start === undefined ? [] : ['  reg start_now;']),
    `  wire [${outputBits - 1}:0] y_now;`,
    '  always @(posedge clk) begin',
    '    x_now <= x;',
    ...(start === undefined ? [] : [`    start_now <= ${start};`]),
    '    y <= y_now;',
    '  end',
    `  ${top} design (.clk(clk), ${start === undefined ? '' : `.${start}(start_now), `}.x(x_now), .y(y_now));`,
    'endmodule',
    '',
  ];
  return { name, verilog: verilog.join('\n') };
}
