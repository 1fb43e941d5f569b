import type { ValueId } from '@nx-codesign/ir';
import { addedConstants } from '../design/addedConstants';
import type { LayerGroup } from '../design/partition';
import {
  estimateAdd,
  estimateAddValues,
  estimateScale,
  estimateSelection,
  estimateTable,
} from './estimateElements';
import { estimateMatvec } from './estimateMatvec';
import { estimateProduct } from './estimateProduct';
import { estimateMax, estimateSum } from './estimateTrees';
import { inSequence, noLogic, type EstimateContext, type GroupEstimate } from './groupEstimate';

/** Expected logic of one group of layers at one position, without building it. */
export function estimateGroup(group: LayerGroup, context: EstimateContext): GroupEstimate {
  const added = addedConstants(context.operations, group);
  const parts = group.operations.map((id, index) =>
    estimateOperation(
      id,
      { isAbsorbed: added.get(id)!.absorbed, next: group.operations[index + 1] },
      context,
    ),
  );
  return inSequence(parts);
}

function estimateOperation(
  id: ValueId,
  { isAbsorbed, next }: { readonly isAbsorbed: boolean; readonly next: ValueId | undefined },
  context: EstimateContext,
): GroupEstimate {
  const operation = context.operations[id];
  switch (operation.kind) {
    case 'matvec':
      return estimateMatvec(id, { operation, next }, context);
    case 'add':
      return isAbsorbed ? noLogic : estimateAdd(id, operation, context);
    case 'addValues':
      return estimateAddValues(id, context);
    case 'multiply':
      return estimateProduct(id, operation, context);
    case 'sum':
      return estimateSum(id, operation, context);
    case 'max':
      return estimateMax(id, operation, context);
    case 'scale':
      return estimateScale(id, operation, context);
    case 'relu':
      return next !== undefined && context.operations[next].kind === 'quantize'
        ? noLogic
        : estimateSelection(id, operation, { ...context, isRounded: true, next });
    case 'leakyRelu':
    case 'quantize':
      return estimateSelection(id, operation, { ...context, isRounded: isAbsorbed, next });
    case 'table':
      return estimateTable(id, operation, context);
    case 'reshape':
    case 'window':
    case 'input':
      return noLogic;
  }
}
