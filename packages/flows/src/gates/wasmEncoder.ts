/** Grows as bytes are added. Numbers are written as LEB128 (WebAssembly core specification 2.0, section 5.2.2). */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  length = 0;

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  /** Unsigned LEB128 of an integer below 2^32. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit integer. */
  signed(value: number): void {
    let rest = value;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.unsigned(encoded.length);
    this.append(encoded);
  }

  append(other: Uint8Array): void {
    this.reserve(other.length);
    this.bytes.set(other, this.length);
    this.length += other.length;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + count));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Value types. */
export const i32 = 0x7f;
export const v128 = 0x7b;

export interface WasmFunction {
  /** Number of i32 parameters; functions return nothing. */
  readonly parameters: number;
  /** Number of v128 locals after the parameters. */
  readonly locals: number;
  /** Instructions without the closing `end`. */
  readonly body: Uint8Array;
}

export interface WasmModule {
  readonly memoryPages: number;
  readonly functions: readonly WasmFunction[];
  /** Exported functions: name to index. The memory is exported as `memory`. */
  readonly exports: Readonly<Record<string, number>>;
}

const section = { type: 1, function: 3, memory: 5, export: 7, code: 10 } as const;
const mostParameters = 2;
const functionType = 0x60;
const endOfFunction = 0x0b;

/** A WebAssembly binary of functions over one memory. */
export function encodeModule(module: WasmModule): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  out.append(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));
  writeSection(out, section.type, (to) => {
    to.unsigned(mostParameters + 1);
    for (let count = 0; count <= mostParameters; count += 1) {
      to.byte(functionType);
      to.unsigned(count);
      for (let i = 0; i < count; i += 1) to.byte(i32);
      to.unsigned(0);
    }
  });
  writeSection(out, section.function, (to) => {
    to.unsigned(module.functions.length);
    for (const { parameters } of module.functions) to.unsigned(parameters);
  });
  writeSection(out, section.memory, (to) => {
    to.unsigned(1);
    to.byte(0x00);
    to.unsigned(module.memoryPages);
  });
  writeSection(out, section.export, (to) => writeExports(to, module.exports));
  writeSection(out, section.code, (to) => {
    to.unsigned(module.functions.length);
    for (const each of module.functions) writeFunction(to, each);
  });
  return out.finish();
}

function writeSection(out: ByteWriter, id: number, write: (to: ByteWriter) => void): void {
  const content = new ByteWriter();
  write(content);
  out.byte(id);
  out.unsigned(content.length);
  out.append(content.finish());
}

function writeExports(to: ByteWriter, exported: WasmModule['exports']): void {
  const names = Object.keys(exported);
  to.unsigned(names.length + 1);
  to.text('memory');
  to.byte(0x02);
  to.unsigned(0);
  for (const name of names) {
    to.text(name);
    to.byte(0x00);
    to.unsigned(exported[name]);
  }
}

function writeFunction(to: ByteWriter, { locals, body }: WasmFunction): void {
  const content = new ByteWriter();
  content.unsigned(locals > 0 ? 1 : 0);
  if (locals > 0) {
    content.unsigned(locals);
    content.byte(v128);
  }
  content.append(body);
  content.byte(endOfFunction);
  to.unsigned(content.length);
  to.append(content.finish());
}
