import type { Design } from '../design/design';
import { busRange } from './emitModule';

/**
 * The test bench of a design that takes a vector in several beats: as that of one vector per clock (`emitTestBench`),
 * with one beat per line of `../vectors/stimuli.hex`. The plus argument `gap` is a number of clocks between the last beat
 * of a vector and the first of the next, in which the input means nothing; 0 if absent. A vector fails too if `valid` is
 * not 1 with its result, or was 1 since the result before.
 */
export function emitStreamTestBench(design: Design, header: readonly string[]): string {
  return [
    ...header,
    '// Files: one packed bus in hexadecimal per line, element 0 in the lowest bits; of stimuli one line per beat.',
    `module ${design.name}_tb;`,
    ...declarations(design),
    '',
    '  initial begin',
    ...opening,
    '    while (more) begin',
    "      #1 clk = 1'b0;",
    ...driving,
    '      #1;',
    ...comparing,
    "      clk = 1'b1;",
    '      clocks = clocks + 1;',
    '    end',
    ...verdict,
    '    $finish;',
    '  end',
    'endmodule',
    '',
  ].join('\n');
}

function declarations({
  name,
  latencyCycles,
  initiationInterval,
  inputPorts,
  outputPorts,
}: Design): string[] {
  return [
    '  // Clock edges from the first beat of a vector to its result.',
    `  localparam LATENCY = ${latencyCycles};`,
    '  // Beats of a vector, and least clocks from one vector to the next.',
    `  localparam BEATS = ${initiationInterval};`,
    '  reg clk;',
    '  reg start;',
    `  reg ${busRange(inputPorts)}x;`,
    `  reg ${busRange(inputPorts)}stimulus;`,
    `  reg ${busRange(outputPorts)}expected;`,
    '  wire valid;',
    `  wire ${busRange(outputPorts)}y;`,
    '  reg [8*1024-1:0] stimuli_path;',
    '  reg [8*1024-1:0] expected_path;',
    '  integer stimuli_file;',
    '  integer expected_file;',
    '  integer gap;',
    '  integer clocks;',
    '  integer beat;',
    '  integer stimuli;',
    '  integer vectors;',
    '  integer mismatches;',
    '  reg reading;',
    '  reg more;',
    '  reg complete;',
    '  reg stray;',
    '',
    `  ${name} dut (.clk(clk), .start(start), .x(x), .valid(valid), .y(y));`,
  ];
}

const opening = [
  '    if ($value$plusargs("stimuli=%s", stimuli_path) == 0) stimuli_path = "../vectors/stimuli.hex";',
  '    if ($value$plusargs("expected=%s", expected_path) == 0) expected_path = "../vectors/expected.hex";',
  '    if ($value$plusargs("gap=%d", gap) == 0) gap = 0;',
  '    stimuli_file = $fopen(stimuli_path, "r");',
  '    expected_file = $fopen(expected_path, "r");',
  "    clk = 1'b1;",
  '    clocks = 0;',
  '    beat = 0;',
  '    stimuli = 0;',
  '    vectors = 0;',
  '    mismatches = 0;',
  "    complete = 1'b1;",
  "    stray = 1'b0;",
  '    more = stimuli_file != 0 && expected_file != 0;',
  '    reading = more;',
];

/** Puts the next beat on the input; a vector that breaks off is an error. */
const driving = [
  "      start = 1'b0;",
  '      if (beat >= BEATS) x = ~x;',
  '      else if (reading) begin',
  '        reading = $fscanf(stimuli_file, "%h", stimulus) == 1;',
  '        if (reading) begin',
  '          x = stimulus;',
  '          start = beat == 0;',
  '          if (beat == 0) stimuli = stimuli + 1;',
  '        end else if (beat != 0) begin',
  "          complete = 1'b0;",
  "          more = 1'b0;",
  '        end',
  '      end',
  '      beat = beat == BEATS + gap - 1 ? 0 : beat + 1;',
];

/** Ends when each vector read has been compared, or when there is nothing to compare it with. */
const comparing = [
  '      if (more && clocks >= LATENCY && (clocks - LATENCY) % (BEATS + gap) == 0) begin',
  '        more = vectors < stimuli;',
  '        if (more) begin',
  '          complete = $fscanf(expected_file, "%h", expected) == 1;',
  '          more = complete;',
  '        end',
  '        if (more) begin',
  '          vectors = vectors + 1;',
  "          if (y !== expected || valid !== 1'b1 || stray) begin",
  '            mismatches = mismatches + 1;',
  '            if (mismatches <= 10)',
  '              $display("Vector %0d: expected %h, got %h, valid %b%0s", vectors - 1, expected, y, valid,',
  '                stray ? ", valid before too" : "");',
  '          end',
  "          stray = 1'b0;",
  '        end',
  "      end else if (clocks >= LATENCY && valid !== 1'b0) stray = 1'b1;",
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
