import { busesOf } from '../design/delays';
import type { Design, DesignInstance } from '../design/design';
import { busRange } from './emitModule';
import { PhaseSelects } from './phaseSelects';
import { readSources, TopBus } from './topBus';

/** The top module: the instances of the layers' modules, the wires between them, and registers that keep values. */
export function emitTop(design: Design, header: readonly string[]): string {
  const buses = busesOf(design).map((bus) => new TopBus(bus, nameOfBus(design, bus.instance)));
  const delays = buses.flatMap((bus) => bus.delayLines());
  const isStreamed = design.initiationInterval > 1;
  const selects = new PhaseSelects(design);
  const instances = design.instances.map((instance) => emitInstance(design, instance, { buses, selects }));
  const output = readSources(design.outputs, { ports: design.outputPorts, buses });
  const unread = [
    ...(instances.length > 0 || delays.length > 0 ? [] : ['clk']),
    ...buses.flatMap((bus) => bus.unread()),
  ];
  return [
    ...header,
    ...protocol(design),
    `module ${design.name} (`,
    '  input wire clk,',
    ...(isStreamed ? ['  input wire start,'] : []),
    `  input wire ${busRange(design.inputPorts)}x,`,
    ...(isStreamed ? ['  output wire valid,'] : []),
    `  output wire ${busRange(design.outputPorts)}y`,
    ');',
    ...(isStreamed ? selects.lines() : []),
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

/** When vectors enter and leave. */
function protocol({ latencyCycles, initiationInterval }: Design): string[] {
  if (initiationInterval === 1) {
    return [`// One vector per clock, the result after ${latencyCycles} clocks.`];
  }
  return [
    `// A vector enters in ${initiationInterval} beats, one per clock; start is 1 with the first beat only. The next vector may begin right`,
    `// after the last beat, or later. Its result is at y in the one clock in which valid is 1, ${latencyCycles} clocks after its first`,
    '// beat. There is no reset: valid counts from the first vector on.',
  ];
}

function nameOfBus({ instances }: Design, instance: number | undefined): string {
  return instance === undefined ? 'x' : `y_${instances[instance].name}`;
}

function emitInstance(
  { modules }: Design,
  { name, module, startCycle, uses, inputs }: DesignInstance,
  { buses, selects }: { readonly buses: readonly TopBus[]; readonly selects: PhaseSelects },
): string[] {
  const { name: moduleName, layers, latencyCycles, input } = modules[module];
  const conditionFor = (isSelected: readonly boolean[]): string =>
    selects.conditionFor(startCycle, isSelected);
  const place = placesOf(uses);
  return [
    '',
    `  // ${layers.join(', ')}${place}: ${uses.length === 1 ? '' : 'first '}clocks ${startCycle} to ${startCycle + latencyCycles}`,
    `  ${moduleName} ${name} (`,
    `    .clk(clk), .x(${readSources(inputs, { ports: input, buses, conditionFor })}), .y(y_${name})`,
    '  );',
  ];
}

/** The position of an instance, or the first of those that it is used at. */
function placesOf(uses: DesignInstance['uses']): string {
  const [{ position }] = uses;
  const place = position.join(', ');
  if (uses.length === 1) {
    return place === '' ? '' : ` at position ${place}`;
  }
  return place === ''
    ? ` in ${uses.length} clocks of a vector`
    : ` at ${uses.length} positions from ${place} on`;
}
