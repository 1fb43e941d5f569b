import { Type, type Static, type TObject } from '@sinclair/typebox';
import { channelFormatsOf } from '../channelFormats';
import type { Kernels } from '../kernels';

/** The formats in the config of every linear layer. */
export const linearFormats = {
  weight: Type.Optional(channelFormatsOf('Format of the kernel W; silent in a float network.')),
  bias: Type.Optional(
    channelFormatsOf('Format of the bias b, at most as fine as input and weight together.'),
  ),
  output: Type.Optional(channelFormatsOf('Format that the sums are rounded to; they stay exact if silent.')),
};

/** What the configs of all linear layers share: formats of kernel, bias and output, a list for one per channel. */
export type LinearFormats = Static<TObject<typeof linearFormats>>;

/** `y = quantize(x W + b)` at every position, `x: [..., n]`, `W: [n, units]`, `b: [units]`. */
export function applyLinear<V>(
  k: Kernels<V>,
  x: V,
  { kernel, bias }: { readonly kernel: V; readonly bias: V },
  formats: LinearFormats,
): V {
  const product = k.matvec(x, k.quantize(kernel, formats.weight));
  return k.quantize(k.add(product, k.quantize(bias, formats.bias)), formats.output);
}
