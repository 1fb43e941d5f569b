import {
  elementsOf,
  operandsOf,
  trace,
  type Network,
  type Operation,
  type Program,
  type Tensor,
  type Weights,
} from '@nx-codesign/ir';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { tensorRoles, type TensorRole } from '../engines/tensorRoles';

/** Value of every element but those of kernels. */
const constantOf: Readonly<Record<Exclude<TensorRole, 'kernel'>, number>> = {
  bias: 0,
  gamma: 1,
  beta: 0,
  mean: 0,
  variance: 1,
};

/**
 * Starting weights, the same for the same network and seed. Kernels are uniform in `±sqrt(6 / inputs)` where a rectifier
 * follows (He et al. 2015, arXiv:1502.01852, section 2.2) and in `±sqrt(6 / (inputs + outputs))` elsewhere (Glorot &
 * Bengio 2010, equation 16).
 */
export function initialWeights(network: Network, seed: number): Weights {
  const program = trace(network);
  const random = xoroshiro128plus(seed);
  const roles = tensorRoles(program);
  const rectified = kernelsBeforeRelu(program);
  const weights: Record<string, Tensor> = {};
  for (const operation of program.operations) {
    if (operation.kind !== 'constant' || operation.tensor in weights) continue;
    const { tensor, shape } = operation;
    const role = roles.get(tensor)!;
    const length = elementsOf(shape);
    if (role !== 'kernel') {
      weights[tensor] = { shape, data: new Float32Array(length).fill(constantOf[role]) };
      continue;
    }
    const bound = Math.sqrt(6 / (rectified.has(tensor) ? shape[0] : shape[0] + shape[1]));
    const data = Float32Array.from({ length }, () => (2 * uniformFloat64(random) - 1) * bound);
    weights[tensor] = { shape, data };
  }
  return weights;
}

/** Kernels whose product reaches a rectifier (relu, leaky relu, gelu) with nothing but linear operations between; a product is not linear. */
function kernelsBeforeRelu({ operations }: Program): ReadonlySet<string> {
  const behind = operations.map((operation): ReadonlySet<string> => {
    return new Set(operation.kind === 'constant' ? [operation.tensor] : []);
  });
  const found = new Set<string>();
  operations.forEach((operation, id) => {
    const sources = operandsOf(operation).flatMap((operand) => [...behind[operand]]);
    if (isRectifier(operation)) sources.forEach((tensor) => found.add(tensor));
    else if (operation.kind === 'matvec') behind[id] = behind[operation.kernel];
    else if (linear.has(operation.kind)) behind[id] = new Set(sources);
  });
  return found;
}

/** Operations that pass the scale of a value on. */
const linear: ReadonlySet<string> = new Set([
  ...['add', 'normalize', 'quantize', 'reshape'],
  ...['window', 'max', 'sum', 'scale', 'dropout'],
]);

function isRectifier(operation: Operation): boolean {
  if (operation.kind === 'table') return operation.function === 'gelu';
  return operation.kind === 'relu' || operation.kind === 'leakyRelu';
}
