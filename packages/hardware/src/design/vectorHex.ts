import { CodesignError } from '@nx-codesign/ir';
import type { Design, ElementPort } from './design';
import { busWidth } from './ports';

/**
 * Integer vectors `[n, ports.length]` as hexadecimal lines for `$readmemh` and `$fscanf("%h")`: one packed bus per
 * line, most significant digit first, element 0 in the lowest bits, two's complement. Throws `hardware.outOfBounds`
 * for an integer that does not fit into its port.
 */
export function vectorHex(values: Int32Array, ports: readonly ElementPort[]): string {
  const digits = Math.max(1, Math.ceil(busWidth(ports) / 4));
  const lines: string[] = [];
  for (let start = 0; start < values.length; start += ports.length) {
    const nibbles = new Uint8Array(digits);
    ports.forEach((port, i) => packElement(nibbles, port, values[start + i]));
    lines.push(Array.from(nibbles.reverse(), (nibble) => nibble.toString(16)).join(''));
  }
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * Vectors `[n, inputs]` as `vectorHex` for what enters a design: a line per vector, or per beat where a vector enters in
 * several. Throws as `vectorHex` does.
 */
export function stimuliHex(
  values: Int32Array,
  { inputPorts, beats }: Pick<Design, 'inputPorts' | 'beats'>,
): string {
  return vectorHex(beats ? inBeats(values, beats) : values, inputPorts);
}

/** Elements of the vectors that a design takes. */
export function inputsOf({ inputPorts, beats }: Pick<Design, 'inputPorts' | 'beats'>): number {
  return beats ? beats.flat().filter((element) => element >= 0).length : inputPorts.length;
}

/** Vectors `[n, inputs]` as beats `[n * beats, ports]`. */
function inBeats(values: Int32Array, beats: readonly (readonly number[])[]): Int32Array {
  const order = beats.flat();
  const inputs = order.filter((element) => element >= 0).length;
  const vectors = values.length / inputs;
  return Int32Array.from({ length: vectors * order.length }, (_, at) => {
    const element = order[at % order.length];
    return element < 0 ? 0 : values[Math.floor(at / order.length) * inputs + element];
  });
}

function packElement(nibbles: Uint8Array, { offset, width, signed }: ElementPort, value: number): void {
  const low = signed ? -(2 ** (width - 1)) : 0;
  if (value < low || value >= low + 2 ** width) {
    throw new CodesignError(
      'hardware.outOfBounds',
      `The integer ${value} does not fit into ${width} ${signed ? 'signed' : 'unsigned'} bits ` +
        `(${low} ... ${low + 2 ** width - 1}).`,
    );
  }
  let rest = value < 0 ? value + 2 ** width : value;
  for (let bit = offset; rest > 0; bit++) {
    nibbles[bit >> 2] |= (rest % 2) << (bit & 3);
    rest = Math.floor(rest / 2);
  }
}
