import { CodesignError } from '@nx-codesign/ir';
import type { ElementPort } from './design';
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
