import { CodesignError } from './error';
import { checkFixed } from './fixed';
import { checkGraph, inputName } from './graph';
import type { Kernels } from './kernels';
import { layerOf } from './layers';
import type { LayerNode, Network } from './network';
import type { Operation, Program, ValueId } from './program';
import { checkSameShape, checkVector, reshaped } from './shapes';

/**
 * Writes a network as a program of kernel operations: the symbolic reading of its layers, for training and lowering.
 * Weights stay `constant` operations, named `<layer>/<parameter>`, ahead of the `quantize` that gives their format.
 * Throws a `CodesignError` for bad wiring (`network.*`), configs (`layer.*`), formats (`format.invalid`) and shapes
 * (`shape.*`).
 */
export function trace(network: Network): Program {
  checkGraph(network);
  const { shape, format } = network.input;
  checkInputShape(shape);
  checkFixed(format, 'input.format');
  const operations: Operation[] = [{ kind: 'input', layer: inputName, shape, format }];
  const values = new Map<string, ValueId>([[inputName, 0]]);
  for (const node of network.layers) {
    values.set(node.name, applyLayer(operations, node, values.get(node.inputs[0])!));
  }
  return { operations, output: values.get(network.output)! };
}

function checkInputShape(shape: readonly number[]): void {
  if (shape.length > 0 && shape.every((size) => Number.isInteger(size) && size >= 1)) return;
  throw new CodesignError(
    'shape.input',
    `The input's shape must be positive integers, got [${shape.join(', ')}].`,
  );
}

function applyLayer(operations: Operation[], node: LayerNode, x: ValueId): ValueId {
  const layer = layerOf(node.kind);
  const config = layer.checkConfig(node.config, `Layer '${node.name}' (${node.kind})`);
  const kernels = tracingKernels(operations, node.name);
  const shapes = Object.entries(layer.weights(config, operations[x].shape));
  const weights = shapes.map(([parameter, shape]) => {
    const tensor = `${node.name}/${parameter}`;
    return [parameter, operations.push({ kind: 'constant', layer: node.name, shape, tensor }) - 1];
  });
  return layer.apply(kernels, x, Object.fromEntries(weights) as Record<string, ValueId>, config);
}

/** Kernels that append an operation of this layer and give its index. */
function tracingKernels(operations: Operation[], layer: string): Kernels<ValueId> {
  const shapeOf = (value: ValueId) => operations[value].shape;
  const append = (operation: Operation) => operations.push(operation) - 1;
  return {
    matvec(x, kernel) {
      checkVector(layer, shapeOf(x));
      return append({ kind: 'matvec', layer, shape: shapeOf(kernel).slice(1), x, kernel });
    },
    add(a, b) {
      checkSameShape(layer, shapeOf(a), shapeOf(b));
      return append({ kind: 'add', layer, shape: shapeOf(a), a, b });
    },
    relu: (x) => append({ kind: 'relu', layer, shape: shapeOf(x), x }),
    leakyRelu: (x, slopeShift) => append({ kind: 'leakyRelu', layer, shape: shapeOf(x), x, slopeShift }),
    table(x, tabulated, output) {
      if (output !== undefined) checkFixed(output, `Layer '${layer}', output`);
      return append({ kind: 'table', layer, shape: shapeOf(x), x, function: tabulated, output });
    },
    reshape: (x, shape) => append({ kind: 'reshape', layer, shape: reshaped(layer, shapeOf(x), shape), x }),
    quantize(x, format) {
      if (format === undefined) return x;
      checkFixed(format, `Layer '${layer}'`);
      return append({ kind: 'quantize', layer, shape: shapeOf(x), x, format });
    },
    normalize(x, normalization, options) {
      checkVector(layer, shapeOf(x));
      return append({ kind: 'normalize', layer, shape: shapeOf(x), x, ...normalization, ...options });
    },
  };
}
