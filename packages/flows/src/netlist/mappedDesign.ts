import { CodesignError } from '@nx-codesign/ir';
import type { Cell, Netlist, Port } from './netlist';

/** A design as mapped module by module: cells of the top may be instances of the modules, by their names. */
export interface MappedDesign {
  readonly top: Netlist;
  readonly modules: readonly Netlist[];
}

/** A module and its instances, cells of the top. */
export interface InstancedModule {
  readonly module: Netlist;
  readonly instances: readonly Cell[];
}

/**
 * The modules that the top instantiates, with their instances. Throws `flows.linkFailed` if an instance and its module
 * have other ports.
 */
export function instancedModules({ top, modules }: MappedDesign): InstancedModule[] {
  const instances = new Map<string, Cell[]>(modules.map(({ name }) => [name, []]));
  top.cells.forEach((cell) => instances.get(cell.type)?.push(cell));
  const used = modules.map((module) => ({ module, instances: instances.get(module.name)! }));
  used.forEach(({ module, instances: own }) => own.forEach((cell) => checkInstance(cell, module)));
  return used.filter(({ instances: own }) => own.length > 0);
}

/** The top alone: what its instances read are outputs of it, and what they give inputs, named `<instance>.<port>`. */
export function outlineOf(design: MappedDesign): Netlist {
  const { top } = design;
  const modules = new Map(design.modules.map((module) => [module.name, module]));
  const ports = top.cells.flatMap((cell) =>
    (modules.get(cell.type)?.ports ?? []).map(({ name, direction }): Port => ({
      name: `${cell.name}.${name}`,
      direction: direction === 'input' ? 'output' : 'input',
      nets: cell.pins[name],
    })),
  );
  const cells = top.cells.filter(({ type }) => !modules.has(type));
  return { ...top, ports: [...top.ports, ...ports], cells };
}

/** Throws `flows.linkFailed` if a port is missing or has another width. */
export function checkInstance(instance: Cell, module: Netlist): void {
  for (const pin of Object.keys(instance.pins)) {
    if (!module.ports.some((port) => port.name === pin)) {
      throw linkFailed(
        `instance ${instance.name} connects ${pin}, but module ${module.name} has no such port`,
      );
    }
  }
  for (const port of module.ports) {
    const outer = instance.pins[port.name] ?? [];
    if (outer.length !== port.nets.length) {
      const widths = `${outer.length} bits, module ${module.name} has ${port.nets.length}`;
      throw linkFailed(`instance ${instance.name} connects ${port.name} with ${widths}`);
    }
  }
}

export function linkFailed(found: string): CodesignError {
  return new CodesignError(
    'flows.linkFailed',
    `The netlists do not fit together: ${found}. Synthesise them again.`,
  );
}
