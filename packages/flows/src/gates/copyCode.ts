import { Assembler } from './assembler';
import { slotBytes } from './memoryLayout';
import type { WasmFunction } from './wasmEncoder';

/** Bytes of one entry of a table of transfers: two addresses. */
export const transferBytes = 8;
const targetOffset = 4;

/** `copy(table, end)`: for each pair of addresses in a table, at least one, copies the vectors at the first to the second. */
export function compileCopy(groups: number): WasmFunction {
  const [table, end] = [0, 1];
  const code = new Assembler();
  code.repeatWhileBelow(() => {
    for (let offset = 0; offset < groups * slotBytes; offset += slotBytes) {
      code.get(table);
      code.load32(targetOffset);
      code.get(table);
      code.load32(0);
      code.load(offset);
      code.store(offset);
    }
    code.get(table);
    code.constant(transferBytes);
    code.add();
    code.tee(table);
    code.get(end);
  });
  return { parameters: 2, locals: 0, body: code.finish() };
}
