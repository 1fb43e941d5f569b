import type { AdderStyle, ExtraDepth } from './adderStyle';
import { binaryLevels } from './binaryLevels';
import { chooseBuild } from './chooseDepth';
import type { Signal } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { outlineSums } from './outlineSums';
import { buildSumTree, type Summand } from './sumTree';

export interface ChannelSumOptions extends AdderStyle {
  /** Added to the sum of each channel. */
  readonly constants: readonly number[];
}

/** Sums along the first axis of `x [length, channels]`, one per channel; constant elements are added up beforehand. */
export function lowerChannelSums(
  builder: GraphBuilder,
  x: readonly Signal[],
  { constants, radix, extraDepth, effort }: ChannelSumOptions,
): Signal[] {
  const hasConstant = constants.some((constant) => constant !== 0);
  const least = binaryLevels(x.length / constants.length + (hasConstant ? 1 : 0));
  if (effort === 'least') {
    const all = constants.map((constant, channel) =>
      summandsOf(builder, ofChannel(x, channel, constants.length), constant),
    );
    return outlineSums(builder, all, { radix, extraDepth, levels: least, otherBits: 0 });
  }
  const sums = (into: GraphBuilder, inputs: readonly Signal[], extra: ExtraDepth): Signal[] =>
    constants.map((constant, channel) => {
      const summands = summandsOf(into, ofChannel(inputs, channel, constants.length), constant);
      return buildSumTree(into, summands, { radix, sign: 'positive', levels: least + extra });
    });
  const choice = chooseBuild(builder, x, { radix, builds: [{ leastDepth: 0, sums }], extraDepth });
  return sums(builder, x, choice.extraDepth);
}

function ofChannel(x: readonly Signal[], channel: number, channels: number): Signal[] {
  return x.filter((_, i) => i % channels === channel);
}

function summandsOf(builder: GraphBuilder, signals: readonly Signal[], constant: number): Summand[] {
  const isFixed = (signal: Signal): boolean => builder.bounds(signal).low === builder.bounds(signal).high;
  const fixed = signals.filter(isFixed).reduce((sum, signal) => sum + builder.bounds(signal).low, constant);
  const terms: Summand[] = signals
    .filter((signal) => !isFixed(signal))
    .map((signal) => ({ ...signal, negative: false, depth: 0 }));
  return fixed === 0
    ? terms
    : [...terms, { ...builder.constant(fixed), negative: false, constant: true, depth: 0 }];
}
