import type { IntegerProgram } from '@nx-codesign/ir';
import { findPart } from '../parts/findPart';
import { delayModels } from '../pipelining/delayModel';
import { buildModule, type ModuleContext } from './buildModule';
import type { Design, DesignInstance, DesignModule } from './design';
import type { DesignOptions } from './designOptions';
import { delayBitsOf } from './delays';
import type { ElementBounds } from './groupBounds';
import { Identifiers } from './identifiers';
import { nameOf, positionAxes, positionOf } from './layerNames';
import { neededElements } from './neededElements';
import { partition, type LayerGroup } from './partition';
import { Placement } from './placement';
import { packPorts } from './ports';
import type { ElementOrigin } from './views';

/**
 * Lowers an integer program to a pipeline of modules, one per group of layers, each instantiated at every position
 * that the layers are applied at. Throws `part.unknown`, `hardware.tooWide`.
 */
export function buildDesign(program: IntegerProgram, options: DesignOptions): Design {
  const part = findPart(options.part);
  const identifiers = new Identifiers();
  const name = identifiers.take(program.name);
  identifiers.take(`${name}_tb`);
  const context = { program, needed: neededElements(program), model: delayModels[part.family], options };
  const builder = new DesignBuilder(context, identifiers);
  partition(program).forEach((group) => builder.add(group));
  const inputPorts = packPorts(program.operations[0]);
  const { modules, instances, outputs, latencyCycles } = builder.finish();
  return {
    name,
    part: part.name,
    clockPeriodNs: options.clockPeriodNs,
    modules,
    instances,
    inputPorts,
    outputPorts: packPorts(program.operations[program.output]),
    outputs,
    latencyCycles,
    initiationInterval: 1,
    delayBits: delayBitsOf({ modules, instances, inputPorts, outputs }),
  };
}

/** Adds modules and their instances group by group. */
class DesignBuilder {
  private readonly modules: DesignModule[] = [];
  private readonly instances: DesignInstance[] = [];
  private readonly placement: Placement;

  constructor(
    private readonly context: ModuleContext,
    private readonly identifiers: Identifiers,
  ) {
    this.placement = new Placement(context.program.operations);
  }

  add(group: LayerGroup): void {
    const { program } = this.context;
    const read = this.readPositions(group);
    if (!read.includes(true)) {
      return;
    }
    const all = this.placement.inputsOf(group);
    const origins = all.filter((_, index) => read[index]);
    const name = this.identifiers.take(nameOf(program, group));
    const module = buildModule(group, { name, inputs: this.boundsOver(origins) }, this.context);
    const isRead = (i: number): boolean => module.input[i].width > 0;
    const startCycle = origins.reduce(
      (latest, each) =>
        each.reduce(
          (cycle, origin, i) => (isRead(i) ? Math.max(cycle, this.placement.readyCycleOf(origin)) : cycle),
          latest,
        ),
      0,
    );
    const axes = positionAxes(program, group);
    const instances = read.map((flag, index) => {
      if (!flag) {
        return undefined;
      }
      const position = positionOf(axes, index);
      this.instances.push({
        name: this.identifiers.take(['layer', module.name, ...position].join('_')),
        module: this.modules.length,
        position,
        startCycle,
        inputs: all[index].map((origin, i) =>
          isRead(i) ? this.placement.sourceAt(startCycle, origin) : { constant: 0 },
        ),
      });
      return this.instances.length - 1;
    });
    this.modules.push(module);
    this.placement.add(group, { module, instances, readyCycle: startCycle + module.latencyCycles });
  }

  finish(): Pick<Design, 'modules' | 'instances' | 'outputs' | 'latencyCycles'> {
    const { program } = this.context;
    const origins = program.operations[program.output].low.map((_, element) =>
      this.placement.originOf(program.output, element),
    );
    const latencyCycles = origins.reduce(
      (latest, origin) => Math.max(latest, this.placement.readyCycleOf(origin)),
      0,
    );
    const outputs = origins.map((origin) => this.placement.sourceAt(latencyCycles, origin));
    return { modules: this.modules, instances: this.instances, outputs, latencyCycles };
  }

  /** Whether something reads the group's result, by position. */
  private readPositions({ operations, positions }: LayerGroup): boolean[] {
    const needed = this.context.needed[operations[operations.length - 1]];
    const length = needed.length / positions;
    return Array.from({ length: positions }, (_, position) =>
      needed.slice(position * length, (position + 1) * length).includes(true),
    );
  }

  /** Bounds of each input element over all positions. */
  private boundsOver(origins: readonly (readonly ElementOrigin[])[]): ElementBounds {
    const bounds = origins.map((each) => each.map((origin) => this.placement.boundsOf(origin)));
    const over = (pick: (...values: number[]) => number, side: 'low' | 'high'): number[] =>
      origins[0].map((_, i) =>
        bounds.reduce((value, each) => pick(value, each[i][side]), bounds[0][i][side]),
      );
    return { low: over(Math.min, 'low'), high: over(Math.max, 'high') };
  }
}
