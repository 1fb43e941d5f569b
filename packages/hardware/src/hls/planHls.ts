import type { IntegerProgram } from '@nx-codesign/ir';
import { arraysOf } from './arrays';
import { dataflowOf } from './dataflow';
import { createNamer, functionName } from './identifiers';
import { statementOf } from './statements';
import type { HlsArray, HlsCall, HlsPlan } from './plan';

/** Names and types every value of a program and turns its operations into calls, in their order. */
export function planHls(program: IntegerProgram, name: string): HlsPlan {
  const top = functionName(name);
  const namer = createNamer([top, 'x', 'y', 'input_t', 'output_t', 'nnet']);
  const dataflow = dataflowOf(program);
  const arrays = arraysOf(program, dataflow, namer);
  const statements = dataflow.calls.map((id) => statementOf({ program, dataflow, arrays, namer }, id));
  const result = arrays.get(dataflow.output) as HlsArray;
  const output = { ...result, name: 'y', typeName: 'output_t' };
  const locals = dataflow.calls.map((id) => arrays.get(id) as HlsArray).filter(({ name }) => name !== 'y');
  const copies: HlsCall[] = dataflow.outputIsPort
    ? []
    : [
        {
          function: 'copy',
          templateArguments: [result.elements],
          arguments: [result.name, 'y'],
          comment: 'output',
        },
      ];
  return {
    name,
    top,
    input: arrays.get(0) as HlsArray,
    output,
    locals,
    constants: statements.flatMap(({ constants }) => constants),
    structs: statements.flatMap(({ struct }) => struct ?? []),
    calls: [...statements.map(({ call }) => call), ...copies],
  };
}
