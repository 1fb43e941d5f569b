import {
  formatOf,
  type IntegerOperation,
  type IntegerOperationKind,
  type IntegerProgram,
  type ValueId,
} from '@nx-codesign/ir';
import { hasOwnFormats } from './channelStruct';
import type { Dataflow } from './dataflow';
import { inComment, type Namer } from './identifiers';
import { apType, atLeastOneBit } from './numbers';
import type { HlsArray } from './plan';

/** What the value of an operation is called, after the name of its layer. */
const roles: Record<IntegerOperationKind, string> = {
  input: 'input',
  matvec: 'product',
  add: 'sum',
  addValues: 'residual',
  multiply: 'multiplied',
  window: 'windows',
  max: 'largest',
  sum: 'total',
  scale: 'scaled',
  relu: 'rectified',
  leakyRelu: 'leaky',
  table: 'table',
  reshape: 'reshaped',
  quantize: 'quantized',
};

/** The arrays of a program by the value that they hold: the ports `x` and `y`, and a local one for each call. */
export function arraysOf(
  { operations }: IntegerProgram,
  { calls, output, outputIsPort }: Dataflow,
  namer: Namer,
): ReadonlyMap<ValueId, HlsArray> {
  const arrays = new Map([[0, describe(operations[0], 'x', 'input_t')]]);
  for (const id of calls) {
    const { layer, kind } = operations[id];
    const isPort = outputIsPort && id === output;
    const name = isPort ? 'y' : namer(layer, roles[kind]);
    arrays.set(id, describe(operations[id], name, isPort ? 'output_t' : `${name}_t`));
  }
  return arrays;
}

/** The smallest and the largest integer of a value. */
export function hullOf({ low, high }: IntegerOperation): { lowest: number; highest: number } {
  return {
    lowest: low.reduce((a, b) => Math.min(a, b), Infinity),
    highest: high.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

function describe(operation: IntegerOperation, name: string, typeName: string): HlsArray {
  const { layer, shape, low, fraction } = operation;
  const { lowest, highest } = hullOf(operation);
  return {
    name,
    typeName,
    type: apType(atLeastOneBit(formatOf(operation)), isSaturating(operation) ? 'saturate' : 'wrap'),
    elements: low.length,
    fraction,
    comment: `${inComment(layer)}: [${shape.join(', ')}], integers ${lowest} ... ${highest} times 2^${-fraction}`,
  };
}

/** Whether storing a value in its array is what saturates it; channels of their own formats saturate by themselves. */
function isSaturating(operation: IntegerOperation): boolean {
  return operation.kind === 'quantize' && !hasOwnFormats(operation);
}
