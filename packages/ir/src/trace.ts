import { CodesignError } from './error';
import { checkFixed } from './fixed';
import { checkGraph, inputName } from './graph';
import { layerOf } from './layers';
import type { LayerNode, Network } from './network';
import type { Operation, Program, ValueId } from './program';
import { tracingKernels } from './tracingKernels';

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
    const inputs = node.inputs.map((name) => values.get(name)!);
    values.set(node.name, applyLayer(operations, node, inputs));
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

function applyLayer(operations: Operation[], node: LayerNode, inputs: readonly ValueId[]): ValueId {
  const layer = layerOf(node.kind);
  const config = layer.checkConfig(node.config, `Layer '${node.name}' (${node.kind})`);
  const kernels = tracingKernels(operations, node.name);
  const shapes = Object.entries(layer.weights(config, operations[inputs[0]].shape));
  const weights = shapes.map(([parameter, shape]) => {
    const tensor = `${node.name}/${parameter}`;
    return [parameter, operations.push({ kind: 'constant', layer: node.name, shape, tensor }) - 1];
  });
  return layer.apply(kernels, inputs, Object.fromEntries(weights) as Record<string, ValueId>, config);
}
