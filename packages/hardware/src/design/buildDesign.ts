import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';
import { adderBitsOf, usedBits } from '../adderGraph/usedBits';
import { findPart } from '../parts/findPart';
import { delayModels, type DelayModel } from '../pipelining/delayModel';
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
  const identifiers = new Identifiers();
  const name = identifiers.take(program.name);
  identifiers.take(`${name}_tb`);
  const needed = neededElements(program);
  const groups = partition(program);
  const ports = [
    packPorts(program.operations[0]),
    ...groups.slice(1).map(({ input }) => neededPorts(program.operations[input], needed[input])),
    packPorts(program.operations[program.output]),
  ];
  const context = { program, needed, model: delayModels[part.family], options };
  const modules = groups.map((group, index): DesignModule => {
    const [input, output] = [ports[index], ports[index + 1]];
    const logic = buildLogic(group, output, context);
    return {
      name: identifiers.take(nameOf(program, group)),
      layers: layersOf(program, group),
      input,
      output,
      ...logic,
    };
  });
  return {
    name,
    part: part.name,
    clockPeriodNs: options.clockPeriodNs,
    modules,
    inputPorts: ports[0],
    outputPorts: ports[ports.length - 1],
    latencyCycles: modules.reduce((cycles, { latencyCycles }) => cycles + latencyCycles, 0),
    initiationInterval: 1,
  };
}

interface BuildContext {
  readonly program: IntegerProgram;
  readonly needed: readonly (readonly boolean[])[];
  readonly model: DelayModel;
  readonly options: DesignOptions;
}

type ModuleLogic = Pick<DesignModule, 'latencyCycles' | 'graph' | 'schedule' | 'adderBits' | 'registerBits'>;

/** The pipelined adder graph of one group. */
function buildLogic(
  group: LayerGroup,
  output: readonly ElementPort[],
  { program, needed, model, options }: BuildContext,
): ModuleLogic {
  const { clockPeriodNs, adderInputs = model.adderInputs, extraDepth = 1 } = options;
  const plain = lowerGroup(program, group, { needed, style: { radix: adderInputs, extraDepth } });
  const { graph, schedule } = insertRegisters(plain, scheduleGraph(plain, { model, clockPeriodNs }));
  const used = usedBits(
    graph,
    output.map(({ width }) => width),
  );
  return {
    latencyCycles: schedule.latencyCycles,
    graph,
    schedule,
    adderBits: adderBitsOf(graph, used),
    registerBits: registerBitsOf(graph, used),
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
