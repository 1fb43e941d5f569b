import {
  costsOf,
  elementsOf,
  formatOfRange,
  lower,
  trace,
  widthOf,
  type Network,
  type Weights,
} from '@nx-codesign/ir';
import { digitCount } from './signedDigits';

/** Costs of a kernel's weights, row-major `[rows, columns]`, by kernel. */
export type KernelCosts = Readonly<Record<string, { readonly data: Float64Array; readonly columns: number }>>;

/**
 * Hardware cost of every kernel weight, by kernel. In a quantised network the adder bits of a multiplication by
 * shifts and additions: signed digits of the integer times the width of the input's exact interval, summed over the
 * positions. In a float network the number of multiplications.
 */
export function weightCosts(network: Network, weights: Weights): KernelCosts {
  return costsOf(network, weights).ebops === undefined
    ? multiplications(network, weights)
    : adderBits(network, weights);
}

function multiplications(network: Network, weights: Weights): KernelCosts {
  const costs = trace(network).operations.flatMap((operation) => {
    if (operation.kind !== 'matvec') return [];
    const positions = elementsOf(operation.shape.slice(0, -1));
    const tensor = `${operation.layer}/kernel`;
    const { shape, data } = weights[tensor];
    return [[tensor, { columns: shape[1], data: new Float64Array(data.length).fill(positions) }] as const];
  });
  return Object.fromEntries(costs);
}

function adderBits(network: Network, weights: Weights): KernelCosts {
  const { operations } = lower(network, weights);
  const costs = operations.flatMap((operation) => {
    if (operation.kind !== 'matvec') return [];
    const { inputs, outputs, data } = operation.kernel;
    const { low, high } = operations[operation.x];
    const widths = new Float64Array(inputs);
    low.forEach((least, i) => (widths[i % inputs] += widthOf(formatOfRange(least, high[i], 0))));
    const cost = Float64Array.from(
      data,
      (integer, i) => digitCount(integer) * widths[Math.floor(i / outputs)],
    );
    return [[`${operation.layer}/kernel`, { columns: outputs, data: cost }] as const];
  });
  return Object.fromEntries(costs);
}
