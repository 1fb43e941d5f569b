import { busesOf } from '../design/delays';
import type { Design, DesignInstance } from '../design/design';
import { busRange } from './emitModule';
import { readSources, TopBus } from './topBus';

/** The top module: the instances of the layers' modules, the wires between them, and registers that keep values. */
export function emitTop(design: Design, header: readonly string[]): string {
  const buses = busesOf(design).map((bus) => new TopBus(bus, nameOfBus(design, bus.instance)));
  const delays = buses.flatMap((bus) => bus.delayLines());
  const instances = design.instances.map((instance) => emitInstance(design, instance, buses));
  const output = readSources(design.outputs, { ports: design.outputPorts, buses });
  const unread = [
    ...(instances.length > 0 || delays.length > 0 ? [] : ['clk']),
    ...buses.flatMap((bus) => bus.unread()),
  ];
  return [
    ...header,
    `// One vector per clock, the result after ${design.latencyCycles} clocks.`,
    `module ${design.name} (`,
    '  input wire clk,',
    `  input wire ${busRange(design.inputPorts)}x,`,
    `  output wire ${busRange(design.outputPorts)}y`,
    ');',
    ...design.instances.map(
      ({ name, module }) => `  wire ${busRange(design.modules[module].output)}y_${name};`,
    ),
    ...delays,
    ...instances.flat(),
    '',
    `  assign y = ${output};`,
    ...(unread.length === 0 ? [] : [`  wire unused = &{1'b0, ${unread.join(', ')}};`]),
    'endmodule',
    '',
  ].join('\n');
}

function nameOfBus({ instances }: Design, instance: number | undefined): string {
  return instance === undefined ? 'x' : `y_${instances[instance].name}`;
}

function emitInstance(
  { modules }: Design,
  { name, module, position, startCycle, inputs }: DesignInstance,
  buses: readonly TopBus[],
): string[] {
  const { name: moduleName, layers, latencyCycles, input } = modules[module];
  const place = position.length === 0 ? '' : ` at position ${position.join(', ')}`;
  return [
    '',
    `  // ${layers.join(', ')}${place}: clocks ${startCycle} to ${startCycle + latencyCycles}`,
    `  ${moduleName} ${name} (`,
    `    .clk(clk), .x(${readSources(inputs, { ports: input, buses })}), .y(y_${name})`,
    '  );',
  ];
}
