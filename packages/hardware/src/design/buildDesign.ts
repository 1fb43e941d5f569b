import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';
import { adderBitsOf, usedBits } from '../adderGraph/usedBits';
import { findPart } from '../parts/findPart';
import { delayModels } from '../pipelining/delayModel';
import { insertRegisters, registerBitsOf } from '../pipelining/registers';
import { scheduleGraph } from '../pipelining/scheduleGraph';
import type { Design, DesignModule, ElementPort } from './design';
import { Identifiers } from './identifiers';
import { lowerGroup } from './lowerGroup';
import { neededElements } from './neededElements';
import { partition, type LayerGroup } from './partition';
import { packPorts } from './ports';

export interface DesignOptions {
  /** Clock period that the pipeline stages have to meet by the delay model, in ns. */
  readonly clockPeriodNs: number;
  /** Name of the device; its family decides delays and adders. */
  readonly part: string;
  /** Inputs of an adder; by default what the part's family adds at one LUT per bit. */
  readonly adderInputs?: 2 | 3;
  /** 0 keeps adder trees as shallow as they can be, 1 (the default) allows a level more for less logic. */
  readonly extraDepth?: 0 | 1;
}

/**
 * Lowers an integer program to a pipeline of modules, one per group of layers. Throws `part.unknown`,
 * `hardware.notAChain`, `hardware.tooWide`.
 */
export function buildDesign(program: IntegerProgram, options: DesignOptions): Design {
  const part = findPart(options.part);
  const model = delayModels[part.family];
  const needed = neededElements(program);
  const identifiers = new Identifiers();
  const name = identifiers.take(program.name);
  identifiers.take(`${name}_tb`);
  const input = packPorts(program.operations[0]);
  const output = packPorts(program.operations[program.output]);
  const groups = partition(program);
  const style = { radix: options.adderInputs ?? model.adderInputs, extraDepth: options.extraDepth ?? 1 };
  const ports = [
    input,
    ...groups.slice(1).map((group) => neededPorts(program.operations[group.input], needed[group.input])),
    output,
  ];
  const modules = groups.map((group, index): DesignModule => {
    const plain = lowerGroup(program, group, { needed, style });
    const schedule = scheduleGraph(plain, { model, clockPeriodNs: options.clockPeriodNs });
    const registered = insertRegisters(plain, schedule);
    const used = usedBits(
      registered.graph,
      ports[index + 1].map(({ width }) => width),
    );
    return {
      name: identifiers.take(nameOf(program, group)),
      layers: layersOf(program, group),
      latencyCycles: schedule.latencyCycles,
      input: ports[index],
      output: ports[index + 1],
      graph: registered.graph,
      schedule: registered.schedule,
      adderBits: adderBitsOf(registered.graph, used),
      registerBits: registerBitsOf(registered.graph, used),
    };
  });
  return {
    name,
    part: part.name,
    clockPeriodNs: options.clockPeriodNs,
    modules,
    inputPorts: input,
    outputPorts: output,
    latencyCycles: modules.reduce((cycles, { latencyCycles }) => cycles + latencyCycles, 0),
    initiationInterval: 1,
  };
}

/** Ports between modules carry nothing for elements that the next module does not read. */
function neededPorts({ low, high, fraction }: IntegerOperation, needed: readonly boolean[]): ElementPort[] {
  const keep = (bound: number, i: number): number => (needed[i] ? bound : 0);
  return packPorts({ low: low.map(keep), high: high.map(keep), fraction });
}

/** A group is named by the layer of its first operation that computes something. */
function nameOf({ operations }: IntegerProgram, group: LayerGroup): string {
  const first = group.operations.find((id) => operations[id].kind !== 'reshape') ?? group.operations[0];
  return operations[first].layer;
}

function layersOf({ operations }: IntegerProgram, group: LayerGroup): string[] {
  return [...new Set(group.operations.map((id) => operations[id].layer))];
}
