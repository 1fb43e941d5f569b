export { CodesignError } from './error';
export { Fixed, rangeOf, widthOf } from './fixed';
export type { LayerNode, Network, Tensor, Weights } from './network';
export type { Operation, OperationKind, Program, TableFunction, ValueId } from './program';
export type {
  IntegerMatrix,
  IntegerOperation,
  IntegerOperationKind,
  IntegerProgram,
  IntegerValue,
} from './integerProgram';
