import type { IntegerProgram, ValueId } from '@nx-codesign/ir';
import type { DesignModule, ElementSource } from './design';
import type { LayerGroup } from './partition';
import { Views, type ElementOrigin } from './views';

/** Where a group's result comes from. */
interface PlacedGroup {
  readonly module: DesignModule;
  /** Index of the instance by position; `undefined` where nothing reads the result. */
  readonly instances: readonly (number | undefined)[];
  /** Clock edges from the design's input to the result. */
  readonly readyCycle: number;
}

/** The groups placed so far, and where the elements of values come from. */
export class Placement {
  private readonly views: Views;
  private readonly placed = new Map<ValueId, PlacedGroup>();

  constructor(private readonly operations: IntegerProgram['operations']) {
    this.views = new Views(operations);
  }

  add({ operations }: LayerGroup, placed: PlacedGroup): void {
    this.placed.set(operations[operations.length - 1], placed);
  }

  /** Origins of a group's input at each position: the parts of its input values, one after the other. */
  inputsOf({ inputs, positions }: LayerGroup): ElementOrigin[][] {
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
    const isPlaced = placed.instances[Math.floor(element / length)] !== undefined;
    return isPlaced && placed.module.output[element % length].width > 0;
  }

  /** Bounds of an element: those that the program states and those of the graph that computes it. */
  boundsOf(origin: ElementOrigin): { low: number; high: number } {
    if ('constant' in origin) {
      return { low: origin.constant, high: origin.constant };
    }
    const { value, element } = origin;
    const [low, high] = [this.operations[value].low[element], this.operations[value].high[element]];
    const module = this.placed.get(value)?.module;
    if (!module) {
      return { low, high };
    }
    const computed = outputBounds(module, element % module.output.length);
    return { low: Math.max(low, computed.low), high: Math.min(high, computed.high) };
  }

  /** Clock edges from the design's input to an element. */
  readyCycleOf(origin: ElementOrigin): number {
    return 'constant' in origin ? 0 : (this.placed.get(origin.value)?.readyCycle ?? 0);
  }

  /** An element for something that reads it at a cycle. */
  sourceAt(cycle: number, origin: ElementOrigin): ElementSource {
    if ('constant' in origin) {
      return origin;
    }
    const placed = this.placed.get(origin.value);
    const delayCycles = cycle - this.readyCycleOf(origin);
    if (!placed) {
      return { instance: undefined, element: origin.element, delayCycles };
    }
    const length = placed.module.output.length;
    const instance = placed.instances[Math.floor(origin.element / length)];
    return { instance, element: origin.element % length, delayCycles };
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
