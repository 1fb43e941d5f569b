import type { IntegerOperation, IntegerProgram, ValueId } from '@nx-codesign/ir';
import { constantOf } from './constants';
import type { Dataflow } from './dataflow';
import { inComment, type Namer } from './identifiers';
import { loopNestOf, type LoopNest } from './loopNests';
import type { HlsArray, HlsCall, HlsConstant, HlsStruct } from './plan';

/** What a statement sees of the program around it. */
export interface HlsContext {
  readonly program: IntegerProgram;
  readonly dataflow: Dataflow;
  readonly arrays: ReadonlyMap<ValueId, HlsArray>;
  readonly namer: Namer;
}

/** A call, the constants that it reads and the struct that it takes. */
export interface HlsStatement {
  readonly call: HlsCall;
  readonly constants: readonly HlsConstant[];
  readonly struct?: HlsStruct;
}

/** The call that computes the value of operation `id`. */
export function statementOf(context: HlsContext, id: ValueId): HlsStatement {
  const { program, dataflow, namer } = context;
  const operation = program.operations[id];
  const nest = loopNestOf({ operation, operations: program.operations, matvec: dataflow.matvecOf(id) });
  const { layer } = operation;
  const constants = nest.constants.map((constant) => constantOf(namer, { layer, ...constant }));
  const struct = nest.struct && structOf(namer, operation, nest.struct);
  const inputs = nest.inputs.map((input) => arrayAt(context, input));
  const call: HlsCall = {
    function: nest.function,
    templateArguments: [...(struct ? [struct.name] : []), ...nest.sizes],
    arguments: [...inputs, ...constants, arrayAt(context, id)].map(({ name }) => name),
    comment: `${inComment(layer)}: [${operation.shape.join(', ')}]`,
  };
  return { call, constants, struct };
}

function structOf(
  namer: Namer,
  { layer }: IntegerOperation,
  { role, comment, members }: NonNullable<LoopNest['struct']>,
): HlsStruct {
  return { name: namer(layer, role), comment: `${inComment(layer)}: ${comment}`, members };
}

function arrayAt({ arrays, dataflow }: HlsContext, id: ValueId): HlsArray {
  const array = arrays.get(dataflow.arrayOf(id));
  if (!array) throw new RangeError(`Operation ${id} has no array: it is computed inside another one.`);
  return array;
}
