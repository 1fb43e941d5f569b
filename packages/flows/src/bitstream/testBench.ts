/** Pins of a chip in Verilog, as `icebox_vlog` names them. */
export interface ChipPins {
  readonly module: string;
  readonly clock: string;
  /** In the order of the digits of a row, the first one leftmost. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** The file of rows that the test bench reads: a binary number for each clock cycle. */
export const rowsFile = 'rows.txt';

/**
 * A test bench that drives the inputs row by row and prints the outputs of each cycle as a line of digits, before the
 * clock's edge. It knows nothing of what is right: that is compared outside.
 */
export function chipTestBench({ module, clock, inputs, outputs }: ChipPins, rows: number): string {
  const bus = (pins: readonly string[]) => pins.map((pin) => `.${pin}(${pin})`);
  return [
    '`timescale 1ns / 1ps',
    'module bench;',
    `  reg ${clock};`,
    ...(inputs.length === 0 ? [] : [`  reg ${inputs.join(', ')};`]),
    `  wire ${outputs.join(', ')};`,
    `  reg [${inputs.length - 1}:0] rows [0:${rows - 1}];`,
    '  integer row;',
    `  ${module} chip (${bus([clock, ...inputs, ...outputs]).join(', ')});`,
    '  initial begin',
    `    ${clock} = 0;`,
    `    $readmemb("${rowsFile}", rows);`,
    `    for (row = 0; row < ${rows}; row = row + 1) begin`,
    `      {${inputs.join(', ')}} = rows[row];`,
    '      #5;',
    `      $display("%b", {${outputs.join(', ')}});`,
    `      ${clock} = 1;`,
    '      #5;',
    `      ${clock} = 0;`,
    '    end',
    '    $finish;',
    '  end',
    'endmodule',
    '',
  ].join('\n');
}
