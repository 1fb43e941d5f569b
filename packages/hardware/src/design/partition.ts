import { CodesignError, type IntegerProgram, type ValueId } from '@nx-codesign/ir';

/** Operations that become one module, in order; the value before the first is the module's input. */
export interface LayerGroup {
  readonly input: ValueId;
  readonly operations: readonly ValueId[];
}

/**
 * Cuts a program into groups: each `matvec` starts one, the element-wise operations that follow join it. Reshapes
 * alone make no group. Throws `hardware.notAChain` for a program in which an operation reads anything but the value
 * before it.
 */
export function partition({ name, operations, output }: IntegerProgram): LayerGroup[] {
  const groups: { input: ValueId; operations: ValueId[] }[] = [];
  for (let id = 1; id <= output; id++) {
    const operation = operations[id];
    if (operation.kind === 'input' || operation.x !== id - 1) {
      throw new CodesignError(
        'hardware.notAChain',
        `Operation ${id} (${operation.kind} of layer '${operation.layer}') of network '${name}' does not read the ` +
          'operation before it; hardware is built for chains of layers only.',
      );
    }
    const last = groups[groups.length - 1];
    if (last && (operation.kind !== 'matvec' || isReshapesOnly(last.operations, operations))) {
      last.operations.push(id);
    } else {
      groups.push({ input: id - 1, operations: [id] });
    }
  }
  return groups.filter((group) => !isReshapesOnly(group.operations, operations));
}

function isReshapesOnly(group: readonly ValueId[], operations: IntegerProgram['operations']): boolean {
  return group.every((id) => operations[id].kind === 'reshape');
}
