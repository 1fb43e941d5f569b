import type { Operation, Program, ValueId } from '@nx-codesign/ir';

/** What a weight tensor is for; `mean` and `variance` are running statistics and have no gradient. */
export type TensorRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance';

/** The role of every weight tensor of a program, by the operation that reads it, in the program's order. */
export function tensorRoles(program: Program): ReadonlyMap<string, TensorRole> {
  const roles = new Map<string, TensorRole>();
  for (const operation of program.operations) {
    if (operation.kind === 'constant') roles.set(operation.tensor, 'bias');
  }
  const assign = (id: ValueId, role: TensorRole) => {
    const constant = constantBehind(program, id);
    if (constant !== undefined) roles.set(constant.tensor, role);
  };
  for (const operation of program.operations) {
    if (operation.kind === 'matvec') assign(operation.kernel, 'kernel');
    if (operation.kind === 'normalize') {
      for (const role of ['gamma', 'beta', 'mean', 'variance'] as const) assign(operation[role], role);
    }
  }
  return roles;
}

/** The constant that a value is, or is rounded from. */
function constantBehind(
  { operations }: Program,
  id: ValueId,
): Extract<Operation, { kind: 'constant' }> | undefined {
  const operation = operations[id];
  if (operation.kind === 'constant') return operation;
  return operation.kind === 'quantize' ? constantBehind({ operations, output: id }, operation.x) : undefined;
}
