import { Assembler, simd } from './assembler';
import { laneCount, slotBytes } from './memoryLayout';
import type { WasmFunction } from './wasmEncoder';

const lanesPerVector = 16;
export const bitsPerPlane = 8;

/**
 * `pack(bytes, slot)`: turns 128 bytes, one per lane, into `bits` vectors of one bit per lane, bit 0 in the first. Those of
 * neighbouring bits are as far apart as there are groups of lanes.
 */
export function compilePack(bits: number, groups: number): WasmFunction {
  const [bytes, slot, vector] = [0, 1, 2];
  const code = new Assembler();
  for (let group = 0; group < laneCount / lanesPerVector; group += 1) {
    code.get(bytes);
    code.load(group * lanesPerVector);
    code.constant(bitsPerPlane - bits);
    code.simd(simd.bytesShiftLeft);
    code.set(vector);
    for (let bit = bits - 1; bit >= 0; bit -= 1) {
      code.get(slot);
      code.get(vector);
      code.simd(simd.bytesMask);
      code.store16(bit * groups * slotBytes + (group * lanesPerVector) / 8);
      if (bit === 0) continue;
      code.get(vector);
      code.get(vector);
      code.simd(simd.bytesAdd);
      code.set(vector);
    }
  }
  return { parameters: 2, locals: 1, body: code.finish() };
}
