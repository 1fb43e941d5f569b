import type { Design } from '../design/design';
import { busRange } from './emitModule';

/**
 * A test bench that streams the vectors of `../vectors/stimuli.hex` through the top module, one per clock, and
 * compares with `../vectors/expected.hex` (`vectorHex` of the input and output ports). Other files by the plus
 * arguments `stimuli` and `expected`. Its last line is `PASS: <n> vectors`, `FAIL: <m> of <n> vectors`, or
 * `ERROR: <reason>` where not every stimulus could be compared: files that are missing, empty, or of different length.
 */
export function emitTestBench(design: Design, header: readonly string[]): string {
  return [
    ...header,
    '// Files: one packed bus in hexadecimal per line, element 0 in the lowest bits.',
    `module ${design.name}_tb;`,
    ...declarations(design),
    '',
    '  initial begin',
    ...opening,
    ...streaming,
    ...verdict,
    '    $finish;',
    '  end',
    'endmodule',
    '',
  ].join('\n');
}

function declarations({ name, latencyCycles, inputPorts, outputPorts }: Design): string[] {
  return [
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
    '  integer stimuli;',
    '  integer vectors;',
    '  integer mismatches;',
    '  reg more;',
    '  reg complete;',
    '',
    `  ${name} dut (.clk(clk), .x(x), .y(y));`,
  ];
}

const opening = [
  '    if ($value$plusargs("stimuli=%s", stimuli_path) == 0) stimuli_path = "../vectors/stimuli.hex";',
  '    if ($value$plusargs("expected=%s", expected_path) == 0) expected_path = "../vectors/expected.hex";',
  '    stimuli_file = $fopen(stimuli_path, "r");',
  '    expected_file = $fopen(expected_path, "r");',
  "    clk = 1'b0;",
  '    clocks = 0;',
  '    stimuli = 0;',
  '    vectors = 0;',
  '    mismatches = 0;',
  "    complete = 1'b1;",
  '    more = stimuli_file != 0 && expected_file != 0;',
];

/** Ends when each stimulus read has been compared, or when there is nothing to compare it with. */
const streaming = [
  '    while (more) begin',
  '      if ($fscanf(stimuli_file, "%h", stimulus) == 1) begin',
  '        x = stimulus;',
  '        stimuli = stimuli + 1;',
  '      end',
  "      #1 clk = 1'b1;",
  "      #1 clk = 1'b0;",
  '      clocks = clocks + 1;',
  '      if (clocks >= LATENCY) begin',
  '        more = vectors < stimuli;',
  '        if (more) begin',
  '          complete = $fscanf(expected_file, "%h", expected) == 1;',
  '          more = complete;',
  '        end',
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
];

const verdict = [
  '    // A call of its own: not every simulator leaves out the right side of a decided || or &&.',
  '    if (complete && expected_file != 0) complete = $fscanf(expected_file, "%h", expected) != 1;',
  '    if (stimuli_file == 0 || expected_file == 0)',
  '      $display("ERROR: cannot open the files of stimuli and expected vectors");',
  '    else if (stimuli == 0) $display("ERROR: no stimuli");',
  '    else if (!complete) $display("ERROR: stimuli and expected vectors differ in number");',
  '    else if (mismatches == 0) $display("PASS: %0d vectors", vectors);',
  '    else $display("FAIL: %0d of %0d vectors", mismatches, vectors);',
];
