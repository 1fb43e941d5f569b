import { type ChannelFormats, commonFraction, formatAt } from '../channelFormats';
import { CodesignError } from '../error';
import { describeFixed, rangeOf } from '../fixed';
import type { Tensor } from '../network';

/** A constant as integers times `2^-fraction`. */
export interface IntegerTensor {
  readonly shape: readonly number[];
  readonly fraction: number;
  readonly data: readonly number[];
}

/**
 * The integers of a weight tensor in its format or those of its channels, at their common fraction. Throws `lower.offGrid` for a value that the format does not hold:
 * weights are rounded where they are trained, so that what was measured is what is built.
 */
export function integersOf(name: string, tensor: Tensor, formats: ChannelFormats): IntegerTensor {
  const fraction = commonFraction(formats);
  const data = Array.from(tensor.data, (value, index) => {
    const format = formatAt(formats, index);
    const { low, high } = rangeOf(format);
    const integer = value * 2 ** format.fraction;
    if (Number.isInteger(integer) && integer >= low && integer <= high) return value * 2 ** fraction + 0;
    throw new CodesignError(
      'lower.offGrid',
      `Weight '${name}' holds ${value} at element ${index}, which its format (${describeFixed(format)}, ` +
        `${low * 2 ** -format.fraction} to ${high * 2 ** -format.fraction}) does not hold: round the weights first.`,
    );
  });
  return { shape: tensor.shape, fraction, data };
}

/**
 * The integers of a constant at a finer fraction. Throws `lower.biasFraction` where the fraction is coarser than the
 * constant's own and would lose bits.
 */
export function atFraction(layer: string, constant: IntegerTensor, fraction: number): number[] {
  const scale = 2 ** (fraction - constant.fraction);
  const data = constant.data.map((integer) => integer * scale);
  if (data.every(Number.isSafeInteger)) return data;
  throw new CodesignError(
    'lower.biasFraction',
    `Layer '${layer}': the bias has ${constant.fraction} bits after the point, the sum it is added to has ${fraction} ` +
      `(input + weight): give the bias the sum's fraction.`,
  );
}
