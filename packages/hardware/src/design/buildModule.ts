import type { IntegerProgram } from '@nx-codesign/ir';
import type { AdderGraph } from '../adderGraph/graph';
import { adderBitsOf, usedBits } from '../adderGraph/usedBits';
import type { DelayModel } from '../pipelining/delayModel';
import { insertRegisters, registerBitsOf } from '../pipelining/registers';
import { scheduleGraph } from '../pipelining/scheduleGraph';
import type { DesignModule, ElementPort } from './design';
import type { DesignOptions } from './designOptions';
import { partFacts, unionOfParts, type ElementBounds, type PartFacts } from './groupBounds';
import { lowerGroup } from './lowerGroup';
import type { LayerGroup } from './partition';
import { outputBounds } from './placement';
import { packPorts } from './ports';
import { describeInput, layersOf } from './layerNames';

export interface ModuleContext {
  readonly program: IntegerProgram;
  /** By operation: the elements that something reads (`neededElements`). */
  readonly needed: readonly (readonly boolean[])[];
  readonly model: DelayModel;
  readonly options: DesignOptions;
}

/** The pipelined module of one group; `inputs` are the bounds of its input elements over all positions. */
export function buildModule(
  group: LayerGroup,
  { name, inputs }: { readonly name: string; readonly inputs: ElementBounds },
  { program, needed, model, options }: ModuleContext,
): DesignModule {
  const { clockPeriodNs, adderInputs = model.adderInputs, extraDepth } = options;
  const style = { radix: adderInputs, extraDepth };
  const facts = partFacts(program, group, needed);
  const plain = lowerGroup(program, group, { facts, inputs, style });
  const { graph, schedule } = insertRegisters(plain, scheduleGraph(plain, { model, clockPeriodNs }));
  const output = outputPorts(graph, { group, facts, program, needed });
  const used = usedBits(
    graph,
    output.map(({ width }) => width),
  );
  return {
    name,
    layers: layersOf(program, group),
    reads: describeInput(program, group),
    latencyCycles: schedule.latencyCycles,
    input: inputPorts(graph, inputs.low.length, fractionsOf(program, group)),
    output,
    graph,
    schedule,
    adderBits: adderBitsOf(graph, used),
    registerBits: registerBitsOf(graph, used),
  };
}

/** By element of a group's input. */
function fractionsOf({ operations }: IntegerProgram, { inputs, positions }: LayerGroup): number[] {
  return inputs.flatMap((id) => {
    const { fraction, low } = operations[id];
    return Array.from({ length: low.length / positions }, () => fraction);
  });
}

/** Only what the graph reads has bits. */
function inputPorts({ nodes }: AdderGraph, elements: number, fraction: readonly number[]): ElementPort[] {
  const low = Array.from({ length: elements }, () => 0);
  const high = Array.from({ length: elements }, () => 0);
  for (const node of nodes) {
    if (node.kind === 'input') {
      [low[node.element], high[node.element]] = [node.low, node.high];
    }
  }
  return packPorts({ low, high, fraction });
}

/** Bounds of what is read, by the program and by the graph; constants are wired where they are read. */
function outputPorts(
  graph: AdderGraph,
  group: {
    readonly group: LayerGroup;
    readonly facts: ReadonlyMap<number, PartFacts>;
    readonly program: IntegerProgram;
    readonly needed: readonly (readonly boolean[])[];
  },
): ElementPort[] {
  const { operations, positions } = group.group;
  const result = operations[operations.length - 1];
  const { fraction, ...stated } = group.program.operations[result];
  const union = unionOfNeeded(stated, group.needed[result], positions);
  const bounds = graph.outputs.map((_, i) => {
    const computed = outputBounds({ graph }, i);
    const [low, high] = [Math.max(union.low[i], computed.low), Math.min(union.high[i], computed.high)];
    return low < high ? { low, high } : { low: 0, high: 0 };
  });
  return packPorts({ low: bounds.map(({ low }) => low), high: bounds.map(({ high }) => high), fraction });
}

/** The union over the positions at which an element is read; empty where it is never. */
function unionOfNeeded(
  { low, high }: ElementBounds,
  needed: readonly boolean[],
  positions: number,
): ElementBounds {
  return unionOfParts(
    {
      low: low.map((bound, i) => (needed[i] ? bound : Infinity)),
      high: high.map((bound, i) => (needed[i] ? bound : -Infinity)),
    },
    positions,
  );
}
