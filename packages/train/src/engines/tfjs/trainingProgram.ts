import { trace, type Network, type Program } from '@nx-codesign/ir';
import type { SessionOptions } from '../../training/types';
import { tensorRoles, type TensorRole } from '../tensorRoles';

/** A network as this engine trains it. */
export interface TrainingProgram {
  readonly program: Program;
  readonly options: SessionOptions;
  readonly roles: ReadonlyMap<string, TensorRole>;
  /** The tensors that have a gradient, in the program's order. */
  readonly trained: readonly string[];
}

export function trainingProgram(network: Network, options: SessionOptions): TrainingProgram {
  const program = trace(network);
  const roles = tensorRoles(program);
  const names = [...roles.keys()];
  const trained = names.filter((name) => !['mean', 'variance'].includes(roles.get(name)!));
  return { program, options, roles, trained };
}

/** The tensors that decay and penalties act on. */
export function kernelsOf({ roles, trained }: TrainingProgram): ReadonlySet<string> {
  return new Set(trained.filter((name) => roles.get(name) === 'kernel'));
}
