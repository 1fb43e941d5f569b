import type { IntegerOperation, ValueId } from '@nx-codesign/ir';
import type { LayerGroup } from '../design/partition';
import { estimateAdd, estimateSelection, estimateTable } from './estimateElements';
import { estimateMatvec } from './estimateMatvec';
import { noLogic, type EstimateContext, type GroupEstimate } from './groupEstimate';

/** Expected logic of one group of layers, without building it. */
export function estimateGroup({ operations: ids }: LayerGroup, context: EstimateContext): GroupEstimate {
  const parts = ids.map((id, index) => estimateOperation(id, context.operations[ids[index + 1]], context));
  return {
    adderBits: parts.reduce((sum, part) => sum + part.adderBits, 0),
    otherLuts: parts.reduce((sum, part) => sum + part.otherLuts, 0),
    steps: parts.flatMap(({ steps }) => steps),
  };
}

function estimateOperation(
  id: ValueId,
  next: IntegerOperation | undefined,
  context: EstimateContext,
): GroupEstimate {
  const operation = context.operations[id];
  switch (operation.kind) {
    case 'matvec': {
      const sum = next?.kind === 'add' ? next : operation;
      return estimateMatvec(id, { kernel: operation.kernel, sum }, context);
    }
    case 'add':
      return estimateAdd(id, operation, context);
    case 'relu':
      return next?.kind === 'quantize' ? noLogic : estimateSelection(id, operation, context);
    case 'leakyRelu':
    case 'quantize':
      return estimateSelection(id, operation, context);
    case 'table':
      return estimateTable(id, operation, context);
    case 'reshape':
    case 'input':
      return noLogic;
  }
}
