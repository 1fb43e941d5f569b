import { ByteWriter } from './wasmEncoder';

/** Opcodes after the SIMD prefix 0xfd (core specification 2.0, section 5.4.7). */
export const simd = {
  load: 0x00,
  store: 0x0b,
  not: 0x4d,
  and: 0x4e,
  andNot: 0x4f,
  or: 0x50,
  xor: 0x51,
  select: 0x52,
  bytesMask: 0x64,
  bytesShiftLeft: 0x6b,
  bytesAdd: 0x6e,
} as const;

const opcode = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  call: 0x10,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Load: 0x28,
  i32Store16: 0x3b,
  i32Const: 0x41,
  i32LessUnsigned: 0x49,
  i32Add: 0x6a,
} as const;
const simdPrefix = 0xfd;
/** Alignments as powers of two. */
const vectorAlignment = 4;
const halfWordAlignment = 1;
const wordAlignment = 2;
const noValue = 0x40;

/** Writes the instructions of one function. Addresses are constant offsets from a number on the stack. */
export class Assembler {
  private readonly out = new ByteWriter();

  call(index: number): void {
    this.out.byte(opcode.call);
    this.out.unsigned(index);
  }

  get(local: number): void {
    this.out.byte(opcode.localGet);
    this.out.unsigned(local);
  }

  set(local: number): void {
    this.out.byte(opcode.localSet);
    this.out.unsigned(local);
  }

  /** Sets the local and leaves the value on the stack. */
  tee(local: number): void {
    this.out.byte(opcode.localTee);
    this.out.unsigned(local);
  }

  constant(value: number): void {
    this.out.byte(opcode.i32Const);
    this.out.signed(value);
  }

  simd(operation: number): void {
    this.out.byte(simdPrefix);
    this.out.unsigned(operation);
  }

  /** Pops an address, pushes the vector at it plus `offset`. */
  load(offset: number): void {
    this.simd(simd.load);
    this.out.unsigned(vectorAlignment);
    this.out.unsigned(offset);
  }

  /** Pops a vector and the address below it. */
  store(offset: number): void {
    this.simd(simd.store);
    this.out.unsigned(vectorAlignment);
    this.out.unsigned(offset);
  }

  /** Pops a number and the address below it, stores 16 bits. */
  store16(offset: number): void {
    this.out.byte(opcode.i32Store16);
    this.out.unsigned(halfWordAlignment);
    this.out.unsigned(offset);
  }

  /** Replaces an address by the 32-bit number at it plus `offset`. */
  load32(offset: number): void {
    this.out.byte(opcode.i32Load);
    this.out.unsigned(wordAlignment);
    this.out.unsigned(offset);
  }

  add(): void {
    this.out.byte(opcode.i32Add);
  }

  /** Runs `body`, which leaves two numbers, again as long as the first is below the second. */
  repeatWhileBelow(body: () => void): void {
    this.out.byte(opcode.loop);
    this.out.byte(noValue);
    body();
    this.out.byte(opcode.i32LessUnsigned);
    this.out.byte(opcode.branchIf);
    this.out.unsigned(0);
    this.out.byte(opcode.end);
  }

  finish(): Uint8Array {
    return this.out.finish();
  }
}
