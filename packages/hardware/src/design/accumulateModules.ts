import { GraphBuilder } from '../adderGraph/graphBuilder';
import type { AdderGraph } from '../adderGraph/graph';
import type { Accumulation } from './accumulate';
import { boundsWithin, styleOf, type LoweredModule, type ModuleFacts } from './buildModule';
import type { ElementBounds } from './groupBounds';
import { lowerOperation } from './lowerOperation';
import { outputBounds } from './placement';
import type { LaneContext } from './scheduleLanes';

/** The module that combines the positions of one cycle; none where there is never more than one. */
export function beatModule(
  accumulation: Accumulation,
  takeName: () => string,
  lanes: LaneContext,
): LoweredModule | undefined {
  const inputs = accumulation.lanes.map((_, lane) => laneBounds(accumulation, lane, lanes));
  if (inputs.length === 1) {
    return undefined;
  }
  const graph = combine(accumulation, inputs);
  const unlimited = {
    low: accumulation.needed.map(() => -Infinity),
    high: accumulation.needed.map(() => Infinity),
  };
  const facts = {
    name: takeName(),
    reads: 'the positions of one beat',
    ...describe(accumulation, inputs.length),
  };
  const output = { ...boundsWithin(graph, unlimited), fraction: accumulation.operation.fraction };
  return { graph, facts: { ...facts, output } };
}

/**
 * The module that combines what a cycle brings with what was there; `terms` are the bounds of that. It reads its own
 * result of the cycle before, so it must have one stage.
 */
export function totalModule(
  accumulation: Accumulation,
  { name, terms }: { readonly name: string; readonly terms: ElementBounds },
  lanes: LaneContext,
): LoweredModule {
  const bounds = runningBounds(accumulation, lanes);
  const graph = combine(accumulation, [terms, bounds]);
  const facts = { name, reads: 'one beat; then the result so far', ...describe(accumulation, 2) };
  const output = { ...boundsWithin(graph, bounds), fraction: accumulation.operation.fraction };
  return { graph, facts: { ...facts, output } };
}

/** Bounds of what a cycle brings: the result of `beatModule`, if there is one. */
export function termBounds(
  accumulation: Accumulation,
  beat: LoweredModule | undefined,
  lanes: LaneContext,
): ElementBounds {
  if (!beat) {
    return laneBounds(accumulation, 0, lanes);
  }
  const bounds = beat.graph.outputs.map((_, element) => outputBounds(beat, element));
  return { low: bounds.map(({ low }) => low), high: bounds.map(({ high }) => high) };
}

function describe(
  { operation, context: { program } }: Accumulation,
  parts: number,
): Pick<ModuleFacts, 'layers' | 'inputFractions'> {
  const { fraction } = program.operations[operation.x];
  return {
    layers: [operation.layer],
    inputFractions: Array.from({ length: parts * operation.low.length }, () => fraction),
  };
}

/** The aggregate of several parts, one after the other, channel by channel. */
function combine({ operation, needed, context }: Accumulation, parts: readonly ElementBounds[]): AdderGraph {
  const builder = new GraphBuilder();
  const signals = parts.flatMap(({ low, high }, part) =>
    low.map((bottom, channel) => {
      const element = part * low.length + channel;
      const signal = builder.input(element, bottom, high[channel]);
      builder.name(signal, `x_${element}`);
      return signal;
    }),
  );
  const all = needed.map(() => 0);
  const results = lowerOperation(builder, operation, {
    operand: () => signals,
    facts: { low: all, high: all, needed },
    constantOf: () => 0,
    isAbsorbed: false,
    style: styleOf(context),
  });
  return builder.finish(results);
}

/** Bounds of what one instance gives in any cycle. */
function laneBounds(accumulation: Accumulation, lane: number, { placement }: LaneContext): ElementBounds {
  const { lanes, terms, needed, neutral } = accumulation;
  const bounds = needed.map((_, channel) =>
    lanes[lane].map((position) =>
      position === undefined
        ? { low: neutral[channel], high: neutral[channel] }
        : placement.boundsOf(terms[position][channel]),
    ),
  );
  return {
    low: bounds.map((cycles) => Math.min(...cycles.map(({ low }) => low))),
    high: bounds.map((cycles) => Math.max(...cycles.map(({ high }) => high))),
  };
}

/** Bounds of the result after any cycle, and of where it begins. */
function runningBounds(accumulation: Accumulation, { placement }: LaneContext): ElementBounds {
  const { operation, lanes, terms, needed, begin, cycles } = accumulation;
  const isSum = operation.kind === 'sum';
  const bounds = needed.map((_, channel) => {
    let [low, high] = [begin[channel], begin[channel]];
    const all = { low, high };
    for (let cycle = 0; cycle < cycles; cycle++) {
      for (const positions of lanes) {
        const position = positions[cycle];
        if (position !== undefined) {
          const term = placement.boundsOf(terms[position][channel]);
          low = isSum ? low + term.low : Math.max(low, term.low);
          high = isSum ? high + term.high : Math.max(high, term.high);
        }
      }
      all.low = Math.min(all.low, low);
      all.high = Math.max(all.high, high);
    }
    return all;
  });
  return { low: bounds.map(({ low }) => low), high: bounds.map(({ high }) => high) };
}
