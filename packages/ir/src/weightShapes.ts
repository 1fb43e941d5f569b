import { CodesignError } from './error';
import type { Network, Tensor, Weights } from './network';
import { suggestName } from './nearestName';
import { elementsOf } from './shapes';
import { trace } from './trace';

/** Shape of every weight tensor of a network by `<layer>/<parameter>`, in the network's order. */
export function weightShapes(network: Network): Record<string, readonly number[]> {
  const shapes: Record<string, readonly number[]> = {};
  for (const operation of trace(network).operations) {
    if (operation.kind === 'constant') shapes[operation.tensor] = operation.shape;
  }
  return shapes;
}

/**
 * Checks that `weights` holds exactly the tensors of a network, in their shapes and finite. Errors:
 * `weights.missing`, `weights.unknown`, `weights.shape`, `weights.notFinite`.
 */
export function checkWeights(network: Network, weights: Weights): void {
  const shapes = weightShapes(network);
  const names = Object.keys(shapes);
  for (const name of names) {
    if (!Object.hasOwn(weights, name)) {
      throw new CodesignError('weights.missing', `The weights lack '${name}' [${shapes[name].join(', ')}].`);
    }
    checkTensor(name, weights[name], shapes[name]);
  }
  const unknown = Object.keys(weights).find((name) => !Object.hasOwn(shapes, name));
  if (unknown !== undefined) {
    throw new CodesignError(
      'weights.unknown',
      `The weights hold '${unknown}', which no layer of network '${network.name}' has. ${suggestName(unknown, names)}`,
    );
  }
}

function checkTensor(name: string, { shape, data }: Tensor, expected: readonly number[]): void {
  const fits = shape.length === expected.length && shape.every((size, i) => size === expected[i]);
  if (!fits || data.length !== elementsOf(expected)) {
    throw new CodesignError(
      'weights.shape',
      `Weight '${name}' must be [${expected.join(', ')}], got [${shape.join(', ')}] with ${data.length} elements.`,
    );
  }
  const index = data.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) {
    throw new CodesignError(
      'weights.notFinite',
      `Weight '${name}' holds ${data[index]} at element ${index}: the training diverged or the file is damaged.`,
    );
  }
}
