import type { Design } from '../design/design';
import { busRange } from './emitModule';

/** The top module: the layer modules one after the other. */
export function emitTop(design: Design, header: readonly string[]): string {
  const { modules } = design;
  const buses = modules.map(({ name }, i) => (i === modules.length - 1 ? 'y' : `y_${name}`));
  return [
    ...header,
    `// One vector per clock, the result after ${design.latencyCycles} clocks.`,
    `module ${design.name} (`,
    '  input wire clk,',
    `  input wire ${busRange(design.inputPorts)}x,`,
    `  output wire ${busRange(design.outputPorts)}y`,
    ');',
    ...modules.flatMap((module, i) => [
      ...(i === modules.length - 1 ? [] : [`  wire ${busRange(module.output)}${buses[i]};`]),
      `  ${module.name} layer_${module.name} (.clk(clk), .x(${i === 0 ? 'x' : buses[i - 1]}), .y(${buses[i]}));`,
    ]),
    ...(modules.length === 0 ? ["  wire unused = &{1'b0, clk};", '  assign y = x;'] : []),
    'endmodule',
    '',
  ].join('\n');
}
