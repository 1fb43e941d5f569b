import type { Design } from '../design/design';
import { busRange } from './emitModule';

/**
 * A test bench that streams the vectors of `../vectors/stimuli.hex` through the top module, one per clock, and
 * compares with `../vectors/expected.hex` (`vectorHex` of the input and output ports). Other files by the plus
 * arguments `stimuli` and `expected`. Its last line is `PASS: <n> vectors` or `FAIL: <m> of <n> vectors`.
 */
export function emitTestBench(design: Design, header: readonly string[]): string {
  const { name, latencyCycles, inputPorts, outputPorts } = design;
  return [
    ...header,
    '// Files: one packed bus in hexadecimal per line, element 0 in the lowest bits.',
    `module ${name}_tb;`,
    '  // Clock edges from a vector to its result; a design without registers is compared after one clock.',
    `  localparam LATENCY = ${Math.max(1, latencyCycles)};`,
    '  reg clk;',
    `  reg ${busRange(inputPorts)}x;`,
    `  reg ${busRange(inputPorts)}stimulus;`,
    `  reg ${busRange(outputPorts)}expected;`,
    `  wire ${busRange(outputPorts)}y;`,
    '  reg [8*1024-1:0] stimuli_path;',
    '  reg [8*1024-1:0] expected_path;',
    '  integer stimuli_file;',
    '  integer expected_file;',
    '  integer clocks;',
    '  integer vectors;',
    '  integer mismatches;',
    '  reg more;',
    '',
    `  ${name} dut (.clk(clk), .x(x), .y(y));`,
    '',
    '  initial begin',
    '    if ($value$plusargs("stimuli=%s", stimuli_path) == 0) stimuli_path = "../vectors/stimuli.hex";',
    '    if ($value$plusargs("expected=%s", expected_path) == 0) expected_path = "../vectors/expected.hex";',
    '    stimuli_file = $fopen(stimuli_path, "r");',
    '    expected_file = $fopen(expected_path, "r");',
    "    clk = 1'b0;",
    '    clocks = 0;',
    '    vectors = 0;',
    '    mismatches = 0;',
    '    more = stimuli_file != 0 && expected_file != 0;',
    '    if (!more) $display("Cannot open the files of stimuli and expected vectors.");',
    '    while (more) begin',
    '      if ($fscanf(stimuli_file, "%h", stimulus) == 1) x = stimulus;',
    "      #1 clk = 1'b1;",
    "      #1 clk = 1'b0;",
    '      clocks = clocks + 1;',
    '      if (clocks >= LATENCY) begin',
    '        more = $fscanf(expected_file, "%h", expected) == 1;',
    '        if (more) begin',
    '          vectors = vectors + 1;',
    '          if (y !== expected) begin',
    '            mismatches = mismatches + 1;',
    '            if (mismatches <= 10)',
    '              $display("Vector %0d: expected %h, got %h", vectors - 1, expected, y);',
    '          end',
    '        end',
    '      end',
    '    end',
    '    if (vectors > 0 && mismatches == 0) $display("PASS: %0d vectors", vectors);',
    '    else $display("FAIL: %0d of %0d vectors", mismatches, vectors);',
    '    $finish;',
    '  end',
    'endmodule',
    '',
  ].join('\n');
}
