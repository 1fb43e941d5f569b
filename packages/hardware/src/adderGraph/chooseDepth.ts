import type { ExtraDepth } from './adderStyle';
import type { Signal } from './graph';
import { GraphBuilder } from './graphBuilder';
import { intervalWidth } from './intervalWidth';
import { adderBitsOf, shifted, usedBits } from './usedBits';

/**
 * Share of the adder bits that one LUT level more has to save. Measured on random layers (16x64 to 32x5, 4 to 8 bits,
 * 0 to 80 % zeros) the first level saves 2 to 28 % and the second 0 to 13 %.
 */
export const worthwhile = 0.15;

/** One way to build a layer's sums. */
export interface Build {
  /** Fewest extra LUT levels with which it can be built. */
  readonly leastDepth: number;
  /** Builds the sums over the given inputs. */
  readonly sums: (builder: GraphBuilder, inputs: readonly Signal[], extraDepth: ExtraDepth) => Signal[];
}

export interface BuildChoice {
  readonly build: Build;
  readonly extraDepth: ExtraDepth;
  /** Adder bits at that depth, where they were counted. */
  readonly bits?: number;
}

export interface BuildOptions {
  readonly radix: 2 | 3;
  /** The first one can be built with no extra depth; of two that are as small the first one is taken. */
  readonly builds: readonly Build[];
  /** Where it is given only the build is chosen. */
  readonly extraDepth?: ExtraDepth;
  /** What an earlier choice counted at that depth: not counted again. */
  readonly counted?: BuildChoice;
}

/**
 * The smallest build, and the extra LUT levels that pay for themselves: the sums are built in graphs of their own
 * with one level more at a time, as long as that saves enough. A binary tree gains nothing from depth.
 */
export function chooseBuild(
  builder: GraphBuilder,
  x: readonly Signal[],
  { radix, builds, extraDepth, counted }: BuildOptions,
): BuildChoice {
  const at = (depth: ExtraDepth): Required<BuildChoice> => {
    const able = builds.filter(({ leastDepth }) => leastDepth <= depth);
    const bits = able.map((build) => {
      const known = build === counted?.build && depth === counted.extraDepth ? counted.bits : undefined;
      return known ?? adderBits(builder, x, (into, inputs) => build.sums(into, inputs, depth));
    });
    const least = bits.indexOf(Math.min(...bits));
    return { build: able[least], extraDepth: depth, bits: bits[least] };
  };
  const only = builds.length === 1;
  if (only && (radix === 2 || extraDepth !== undefined)) {
    return { build: builds[0], extraDepth: extraDepth ?? 0 };
  }
  if (extraDepth !== undefined) {
    return at(extraDepth);
  }
  const [none, one] = [at(0), at(1)];
  if (!paysForLevel(one.bits, none.bits)) {
    return none;
  }
  const two = at(2);
  return paysForLevel(two.bits, one.bits) ? two : one;
}

/** Whether a level more saves enough adder bits. */
export function paysForLevel(after: number, before: number): boolean {
  return before > 0 && after <= (1 - worthwhile) * before;
}

/** Adder bits of sums over inputs with the bounds of x. */
function adderBits(
  builder: GraphBuilder,
  x: readonly Signal[],
  sums: (builder: GraphBuilder, inputs: readonly Signal[]) => readonly Signal[],
): number {
  const trial = new GraphBuilder();
  const inputs = x.map(({ node, shift }, i) => {
    const { low, high } = builder.bounds({ node, shift: 0 });
    const input = trial.input(i, low, high);
    return { node: input.node, shift: input.shift + shift };
  });
  const graph = trial.finish(sums(trial, inputs));
  const widths = graph.outputs.map((output) => {
    const { low, high } = shifted(graph.nodes, output);
    return intervalWidth(low, high).width;
  });
  return adderBitsOf(graph, usedBits(graph, widths));
}
