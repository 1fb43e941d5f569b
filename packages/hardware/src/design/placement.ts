import type { IntegerProgram, ValueId } from '@nx-codesign/ir';
import type { DesignModule, SteadySource } from './design';
import type { ElementBounds } from './groupBounds';
import type { InputStream } from './inputStream';
import type { LayerGroup } from './partition';
import { Views, type ElementOrigin } from './views';

/** Where and when a position of a group is computed. */
export interface Place {
  /** Index of the instance. */
  readonly instance: number;
  /** Where it lies in the raster of the input stream. */
  readonly raster: number;
  /** Clock edges from the design's input to the result. */
  readonly readyCycle: number;
}

/** Where a group's result comes from. */
export interface PlacedGroup {
  readonly module: DesignModule;
  /** By position; `undefined` where nothing reads the result. */
  readonly places: readonly (Place | undefined)[];
  /** Bounds by element; those that the program states if absent. */
  readonly bounds?: ElementBounds;
}

/** The groups placed so far, and where the elements of values come from. */
export class Placement {
  private readonly views: Views;
  private readonly placed = new Map<ValueId, PlacedGroup>();

  constructor(
    private readonly operations: IntegerProgram['operations'],
    private readonly stream: InputStream,
  ) {
    this.views = new Views(operations);
  }

  add({ operations }: LayerGroup, placed: PlacedGroup): void {
    this.placed.set(operations[operations.length - 1], placed);
  }

  /** Origins of a group's input at each position: the parts of its input values, one after the other. */
  inputsOf({ inputs, positions }: Pick<LayerGroup, 'inputs' | 'positions'>): ElementOrigin[][] {
    return Array.from({ length: positions }, (_, position) =>
      inputs.flatMap((value) => {
        const length = this.operations[value].low.length / positions;
        return Array.from({ length }, (_unused, i) => this.originOf(value, position * length + i));
      }),
    );
  }

  /** As `Views.originOf`; the constants that a module's graph found are constants, and so is what nothing reads. */
  originOf(value: ValueId, element: number): ElementOrigin {
    const origin = this.views.originOf(value, element);
    if ('constant' in origin) {
      return origin;
    }
    const { low, high } = this.boundsOf(origin);
    return low === high || !this.isThere(origin) ? { constant: low } : origin;
  }

  /** Whether an instance gives an element; what nothing reads is left out. */
  private isThere({ value, element }: { value: ValueId; element: number }): boolean {
    const placed = this.placed.get(value);
    if (!placed) {
      return true;
    }
    const { length } = placed.module.output;
    const isPlaced = placed.places[Math.floor(element / length)] !== undefined;
    return isPlaced && placed.module.output[element % length].width > 0;
  }

  /** Bounds of an element: those that the program states and those of the graph that computes it. */
  boundsOf(origin: ElementOrigin): { low: number; high: number } {
    if ('constant' in origin) {
      return { low: origin.constant, high: origin.constant };
    }
    const { value, element } = origin;
    const { module, bounds = this.operations[value] } = this.placed.get(value) ?? {};
    const [low, high] = [bounds.low[element], bounds.high[element]];
    if (!module) {
      return { low, high };
    }
    const computed = outputBounds(module, element % module.output.length);
    return { low: Math.max(low, computed.low), high: Math.min(high, computed.high) };
  }

  /** Where an element lies in the raster; `undefined` for a constant. */
  rasterOf(origin: ElementOrigin): number | undefined {
    if ('constant' in origin) {
      return undefined;
    }
    const raster = Math.floor(origin.element / this.stream.channels);
    return this.placeOf(origin.value, origin.element)?.raster ?? raster;
  }

  /** Clock edges from the design's input to an element. */
  readyCycleOf(origin: ElementOrigin): number {
    if ('constant' in origin) {
      return 0;
    }
    const beat = Math.floor(origin.element / (this.stream.channels * this.stream.lanes));
    return this.placeOf(origin.value, origin.element)?.readyCycle ?? beat;
  }

  /** An element for something that reads it at a cycle. */
  sourceAt(cycle: number, origin: ElementOrigin): SteadySource {
    if ('constant' in origin) {
      return origin;
    }
    const placed = this.placed.get(origin.value);
    const delayCycles = cycle - this.readyCycleOf(origin);
    if (!placed) {
      const ports = this.stream.channels * this.stream.lanes;
      return { instance: undefined, element: origin.element % ports, delayCycles };
    }
    const element = origin.element % placed.module.output.length;
    return { instance: this.placeOf(origin.value, origin.element)?.instance, element, delayCycles };
  }

  private placeOf(value: ValueId, element: number): Place | undefined {
    const placed = this.placed.get(value);
    return placed?.places[Math.floor(element / placed.module.output.length)];
  }
}

/** Bounds of an element of a module's result, by its graph. */
export function outputBounds(
  { graph }: Pick<DesignModule, 'graph'>,
  i: number,
): { low: number; high: number } {
  const { node, shift } = graph.outputs[i];
  return { low: graph.nodes[node].low * 2 ** shift, high: graph.nodes[node].high * 2 ** shift };
}
