import { Assembler } from './assembler';
import type { WasmFunction } from './wasmEncoder';

/** Bytes of one entry of a table of transfers: two addresses. */
export const transferBytes = 8;
const targetOffset = 4;

/** `copy(table, end)`: for each pair of addresses in a table, at least one, copies the vector at the first to the second. */
export function compileCopy(): WasmFunction {
  const [table, end] = [0, 1];
  const code = new Assembler();
  code.repeatWhileBelow(() => {
    code.get(table);
    code.load32(targetOffset);
    code.get(table);
    code.load32(0);
    code.load(0);
    code.store(0);
    code.get(table);
    code.constant(transferBytes);
    code.add();
    code.tee(table);
    code.get(end);
  });
  return { parameters: 2, locals: 0, body: code.finish() };
}
