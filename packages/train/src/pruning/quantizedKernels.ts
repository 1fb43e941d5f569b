import { toInteger, type Fixed, type Network, type Weights } from '@nx-codesign/ir';
import { linearConfigOf } from '../quantization/layerRoles';

/** A kernel as integers, row-major `[rows, columns]`, each in its format. */
export interface QuantizedKernel {
  readonly tensor: string;
  readonly columns: number;
  readonly integers: Int32Array;
  /** The format of the weight at an index. */
  formatAt(index: number): Fixed;
}

/** The kernels of a network's linear layers that have formats, one for all weights or one per column. */
export function quantizedKernels(network: Network, weights: Weights): QuantizedKernel[] {
  return network.layers.flatMap((layer) => {
    const format = linearConfigOf(layer)?.weight as Fixed | readonly Fixed[] | undefined;
    if (format === undefined) return [];
    const tensor = `${layer.name}/kernel`;
    const { shape, data } = weights[tensor];
    const columns = shape[shape.length - 1];
    const formats = Array.isArray(format) ? (format as readonly Fixed[]) : [format as Fixed];
    const formatAt = (index: number) => formats[(index % columns) % formats.length];
    const integers = Int32Array.from(data, (value, i) => toInteger(value, formatAt(i)));
    return [{ tensor, columns, integers, formatAt }];
  });
}
