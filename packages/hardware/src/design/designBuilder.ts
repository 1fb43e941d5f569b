import type { ExtraDepth } from '../adderGraph/adderStyle';
import {
  accumulationOf,
  afterAccumulation,
  feedbackSources,
  later,
  termSources,
  totalBounds,
  type Accumulation,
} from './accumulate';
import { beatModule, termBounds, totalModule } from './accumulateModules';
import type { LaneUse } from './assignLanes';
import { inputPorts, lowerModule, pipelined, type LoweredModule, type ModuleContext } from './buildModule';
import type { Design, DesignInstance, DesignModule, ElementSource } from './design';
import { fastestModule } from './fastestModule';
import type { ElementBounds } from './groupBounds';
import type { Identifiers } from './identifiers';
import type { DelayModel } from '../pipelining/delayModel';
import type { InputStream } from './inputStream';
import { nameOf, positionAxes, positionOf } from './layerNames';
import type { GroupLowering } from './lowerGroup';
import type { LayerGroup } from './partition';
import { earliestCounted, tablesOf } from './phaseCounters';
import { Placement, type Place } from './placement';
import { delayed, laneSources, scheduleLanes, type LaneContext } from './scheduleLanes';
import type { ElementOrigin } from './views';

/** Adds modules and their instances group by group. */
export class DesignBuilder {
  private readonly modules: DesignModule[] = [];
  private readonly instances: DesignInstance[] = [];
  private readonly placement: Placement;
  private readonly lanes: LaneContext;

  constructor(
    private readonly context: ModuleContext,
    private readonly identifiers: Identifiers,
    private readonly stream: InputStream,
  ) {
    this.placement = new Placement(context.program.operations, stream);
    this.lanes = { placement: this.placement, stream };
  }

  add(group: LayerGroup): void {
    if (!this.readPositions(group).includes(true)) {
      return;
    }
    const accumulation =
      this.stream.reuseFactor > 1 ? accumulationOf(group, this.context, this.lanes) : undefined;
    if (!accumulation) {
      return this.share(group, {});
    }
    const wait = waitOf([
      { startCycle: accumulation.startCycle, inputs: termSources(accumulation, this.lanes) },
    ]);
    this.accumulate(later(accumulation, wait));
    const after = afterAccumulation(accumulation);
    if (after) {
      this.share(after.group, { added: after.added });
    }
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

  /** A module with an instance for each position, or for several that come one after the other. */
  private share(group: LayerGroup, { added }: Pick<GroupLowering, 'added'>): void {
    const { program } = this.context;
    const read = this.readPositions(group);
    const all = this.placement.inputsOf(group);
    const origins = all.map((inputs, position) => (read[position] ? inputs : undefined));
    const name = this.identifiers.take(nameOf(program, group));
    const inputs = this.boundsOver(all.filter((_, position) => read[position]));
    const lowered = this.lower(group, { name, inputs, added });
    const ports = inputPorts(lowered.graph, lowered.facts.inputFractions);
    const isRead = (i: number): boolean => ports[i].width > 0;
    const wanted = scheduleLanes(origins, isRead, this.lanes);
    const sourcesOf = (uses: readonly LaneUse[]): ElementSource[] =>
      laneSources(uses, { origins, isRead }, this.lanes);
    const wait = waitOf(wanted.lanes.map((uses) => ({ startCycle: uses[0].cycle, inputs: sourcesOf(uses) })));
    const { lanes, rasters } = delayed(wanted, wait);
    const isSelected = lanes.some((uses) => sourcesOf(uses).some(isPhased));
    const module = pipelined(lowered, { ...this.timing(), isSelected });
    const axes = positionAxes(program, group);
    const places: (Place | undefined)[] = read.map(() => undefined);
    lanes.forEach((uses, lane) => {
      const positions = uses.map(({ position }) => positionOf(axes, position));
      const label = this.stream.reuseFactor === 1 ? positions[0] : lanes.length === 1 ? [] : [`lane${lane}`];
      const startCycle = uses[0].cycle;
      this.addInstance(module, label, {
        startCycle,
        uses: uses.map(({ cycle }, i) => ({ phase: cycle - startCycle, position: positions[i] })),
        inputs: sourcesOf(uses),
      });
      uses.forEach(({ position, cycle }) => {
        const readyCycle = cycle + module.latencyCycles;
        places[position] = { instance: this.instances.length - 1, raster: rasters[position], readyCycle };
      });
    });
    this.modules.push(module);
    this.placement.add(group, { module, places });
  }

  /** A module for the positions of a beat, if there are several, and one that adds up the beats. */
  private accumulate(accumulation: Accumulation): void {
    const { group, context, cycles, raster } = accumulation;
    const name = nameOf(context.program, group);
    let inputs = termSources(accumulation, this.lanes);
    const lowered = beatModule(accumulation, () => this.identifiers.take(`${name}_beat`), this.lanes);
    const beat = lowered && pipelined(lowered, { ...this.timing(), isSelected: inputs.some(isPhased) });
    let startCycle = accumulation.startCycle;
    const uses = Array.from({ length: cycles }, (_, phase) => ({ phase, position: [] }));
    if (beat) {
      this.addInstance(beat, [], { startCycle, uses, inputs });
      this.modules.push(beat);
      const instance = this.instances.length - 1;
      inputs = beat.output.map(({ width }, element) =>
        width > 0 ? { instance, element, delayCycles: 0 } : { constant: 0 },
      );
      startCycle += beat.latencyCycles;
    }
    const total = totalModule(
      accumulation,
      { name: this.identifiers.take(`${name}_total`), terms: termBounds(accumulation, lowered, this.lanes) },
      this.lanes,
    );
    // It reads its own result of the clock before: one stage, whatever the clock.
    const oneStage = { model: this.context.model, clockPeriodNs: Number.MAX_SAFE_INTEGER };
    const module = pipelined(total, { ...oneStage, isSelected: true });
    const instance = this.instances.length;
    const feedback = feedbackSources(accumulation, instance, this.stream.reuseFactor);
    this.addInstance(module, [], { startCycle, uses, inputs: [...inputs, ...feedback] });
    this.modules.push(module);
    const readyCycle = startCycle + cycles - 1 + module.latencyCycles;
    this.placement.add(
      { ...group, operations: group.operations.slice(0, 1) },
      { module, places: [{ instance, raster, readyCycle }], bounds: totalBounds(accumulation) },
    );
  }

  private lower(group: LayerGroup, module: Parameters<typeof lowerModule>[1]): LoweredModule {
    const { context } = this;
    if (context.options.extraDepth !== 'fastest') {
      return lowerModule(group, module, context);
    }
    const atDepth = (extraDepth: ExtraDepth): LoweredModule =>
      lowerModule(group, module, { ...context, options: { ...context.options, extraDepth } });
    return fastestModule(atDepth, this.timing());
  }

  private timing(): { readonly model: DelayModel; readonly clockPeriodNs: number } {
    return { model: this.context.model, clockPeriodNs: this.context.options.clockPeriodNs };
  }

  /** Adds an instance of the module that is added next. */
  private addInstance(
    { name }: DesignModule,
    label: readonly (number | string)[],
    instance: Pick<DesignInstance, 'startCycle' | 'uses' | 'inputs'>,
  ): void {
    this.instances.push({
      name: this.identifiers.take(['layer', name, ...label].join('_')),
      module: this.modules.length,
      position: instance.uses[0].position,
      ...instance,
    });
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

/** Cycles that instances have to wait so that the phases that they select by can be told. */
function waitOf(instances: readonly Pick<DesignInstance, 'startCycle' | 'inputs'>[]): number {
  const counted = instances.filter((instance) => tablesOf(instance).size > 0);
  return Math.max(0, ...counted.map(({ startCycle }) => earliestCounted - startCycle));
}

function isPhased(source: ElementSource): boolean {
  return 'phases' in source;
}
