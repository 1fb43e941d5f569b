import type { IntegerProgram } from '@nx-codesign/ir';
import type { AdderStyle } from '../adderGraph/adderStyle';
import type { AdderGraph } from '../adderGraph/graph';
import { adderBitsOf, usedBits } from '../adderGraph/usedBits';
import { absorbRegisters, scheduleBlocks } from '../multipliers/absorbRegisters';
import type { DelayModel } from '../pipelining/delayModel';
import { insertRegisters, registerBitsOf } from '../pipelining/registers';
import type { Schedule } from '../pipelining/schedule';
import { scheduleGraph, type ScheduleOptions } from '../pipelining/scheduleGraph';
import type { DesignModule, ElementPort } from './design';
import type { DesignOptions } from './designOptions';
import { partFacts, unionOfParts, type ElementBounds } from './groupBounds';
import { lowerGroup, type GroupLowering, type ProductBlocks } from './lowerGroup';
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
  /** What is multiplied in DSP blocks; nothing if absent. */
  readonly blocks?: ProductBlocks;
}

/** A module before it has registers. */
export interface LoweredModule {
  readonly graph: AdderGraph;
  readonly facts: ModuleFacts;
}

/**
 * The module of one group; `inputs` are the bounds of its input elements over all positions, `added` the constants that
 * its sums take over if not by the rule.
 */
export function lowerModule(
  group: LayerGroup,
  module: { readonly name: string; readonly inputs: ElementBounds; readonly added?: GroupLowering['added'] },
  context: ModuleContext,
): LoweredModule {
  const { name, inputs, added } = module;
  const { program, needed } = context;
  const facts = partFacts(program, group, needed);
  const graph = lowerGroup(program, group, {
    ...{ facts, inputs, added, style: styleOf(context), blocks: context.blocks },
  });
  return {
    graph,
    facts: {
      name,
      layers: layersOf(program, group),
      reads: describeInput(program, group),
      inputFractions: fractionsOf(program, group),
      output: { ...resultBounds(graph, { group, program, needed }), fraction: fractionOf(program, group) },
    },
  };
}

/** How sums are built. */
export function styleOf({ model, options }: ModuleContext): AdderStyle {
  const { adderInputs = model.adderInputs, extraDepth } = options;
  return { radix: adderInputs, ...(extraDepth !== 'fastest' && { extraDepth }) };
}

/** What a module is besides its graph. */
export interface ModuleFacts extends Pick<DesignModule, 'name' | 'layers' | 'reads'> {
  /** By element. */
  readonly inputFractions: readonly number[];
  /** Bounds of the elements that are read; equal ones for others. */
  readonly output: ElementBounds & { readonly fraction: number };
}

/** A module with registers for the clock; `isSelected`: some of its inputs are chosen by phase, ahead of it. */
export function pipelined(
  { graph: plain, facts: { inputFractions, output: result, ...facts } }: LoweredModule,
  { model, clockPeriodNs, isSelected }: ScheduleOptions & { readonly isSelected: boolean },
): DesignModule {
  const options = {
    clockPeriodNs,
    model: isSelected ? { ...model, inputNs: model.netNs + model.lutNs } : model,
  };
  const { graph, schedule } = registered(plain, options);
  const output = packPorts(result);
  const used = usedBits(
    graph,
    output.map(({ width }) => width),
  );
  const dsps = graph.nodes.filter(
    ({ kind }, id) => kind === 'blockSum' && used.from[id] < used.to[id],
  ).length;
  return {
    ...facts,
    latencyCycles: schedule.latencyCycles,
    input: inputPorts(graph, inputFractions),
    output,
    graph,
    schedule,
    adderBits: adderBitsOf(graph, used),
    registerBits: registerBitsOf(graph, used),
    ...(dsps > 0 && { dsps }),
  };
}

/** A graph with the registers that the clock needs. */
export function registered(
  plain: AdderGraph,
  timing: ScheduleOptions,
): { readonly graph: AdderGraph; readonly schedule: Schedule } {
  return absorbRegisters(insertRegisters(plain, scheduleBlocks(plain, scheduleGraph(plain, timing))));
}

/** By element of a group's input. */
function fractionsOf({ operations }: IntegerProgram, { inputs, positions }: LayerGroup): number[] {
  return inputs.flatMap((id) => {
    const { fraction, low } = operations[id];
    return Array.from({ length: low.length / positions }, () => fraction);
  });
}

/** Only what the graph reads has bits; `fraction` by element. */
export function inputPorts({ nodes }: AdderGraph, fraction: readonly number[]): ElementPort[] {
  const low = fraction.map(() => 0);
  const high = fraction.map(() => 0);
  for (const node of nodes) {
    if (node.kind === 'input') {
      [low[node.element], high[node.element]] = [node.low, node.high];
    }
  }
  return packPorts({ low, high, fraction });
}

function fractionOf({ operations }: IntegerProgram, { operations: ids }: LayerGroup): number {
  return operations[ids[ids.length - 1]].fraction;
}

/** Bounds of what is read, by the program and by the graph; constants are wired where they are read. */
function resultBounds(
  graph: AdderGraph,
  group: {
    readonly group: LayerGroup;
    readonly program: IntegerProgram;
    readonly needed: readonly (readonly boolean[])[];
  },
): ElementBounds {
  const { operations, positions } = group.group;
  const result = operations[operations.length - 1];
  const union = unionOfNeeded(group.program.operations[result], group.needed[result], positions);
  return boundsWithin(graph, union);
}

/** The bounds of a graph's outputs within others; 0 ... 0 where no two integers are left. */
export function boundsWithin(graph: AdderGraph, limits: ElementBounds): ElementBounds {
  const bounds = graph.outputs.map((_, i) => {
    const computed = outputBounds({ graph }, i);
    const [low, high] = [Math.max(limits.low[i], computed.low), Math.min(limits.high[i], computed.high)];
    return low < high ? { low, high } : { low: 0, high: 0 };
  });
  return { low: bounds.map(({ low }) => low), high: bounds.map(({ high }) => high) };
}

/** The union over the positions at which an element is read; empty where it is never. */
export function unionOfNeeded(
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
