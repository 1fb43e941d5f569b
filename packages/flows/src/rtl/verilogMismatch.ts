import type { DesignDescription, ElementPort } from '@nx-codesign/hardware';
import { integerOf } from '../verification/firstWrongInstance';

/** The first vector that Verilog gets wrong. */
export interface VerilogMismatch {
  readonly vector: number;
  /** Clock edges after the vector's first beat. */
  readonly cycle: number;
  /** The first output that differs; absent if only the handshake is wrong. */
  readonly output?: {
    readonly element: number;
    /** Lowest first; unknown ones too. */
    readonly bits: readonly number[];
    readonly expected: number;
    /** NaN if a bit is unknown. */
    readonly actual: number;
  };
  /** What is wrong with the output that tells when the result is there, if something is. */
  readonly valid?: string;
}

/** The first mismatch of a test bench's log; `undefined` if it has none. `expected: [count, outputs]`. */
export function mismatchOfLog(
  log: string,
  { outputPorts, latencyCycles }: Pick<DesignDescription, 'outputPorts' | 'latencyCycles'>,
  expected: Int32Array,
): VerilogMismatch | undefined {
  const line = /^Vector (\d+): expected [\da-fxz]+, got ([\da-fxz]+)(?:, valid (.)(.*))?$/im.exec(log);
  if (line === null) return undefined;
  const [, number, got, valid, early = ''] = line;
  const vector = Number(number);
  const right = expected.subarray(vector * outputPorts.length, (vector + 1) * outputPorts.length);
  const actual = elementsOfHex(got, outputPorts);
  const element = actual.findIndex((value, index) => value !== right[index]);
  const wrongValid = [...(valid === undefined || valid === '1' ? [] : [`is ${valid}`])];
  if (early !== '') wrongValid.push('was 1 before');
  return {
    ...{ vector, cycle: latencyCycles },
    ...(element >= 0 && {
      output: {
        ...{ element, expected: right[element], actual: actual[element] },
        bits: differingBits(got, outputPorts[element], right[element]),
      },
    }),
    ...(wrongValid.length > 0 && { valid: wrongValid.join(' and ') }),
  };
}

/** The integers of a packed bus in hexadecimal; NaN where a bit is `x` or `z`. */
export function elementsOfHex(
  hex: string,
  ports: readonly Pick<ElementPort, 'offset' | 'width' | 'signed'>[],
): number[] {
  return ports.map(({ offset, ...element }) => {
    const bits = Array.from({ length: element.width }, (_, bit) => bitOfHex(hex, offset + bit));
    return bits.some(Number.isNaN) ? NaN : integerOf((bit) => bits[bit], element);
  });
}

function differingBits(hex: string, { offset, width }: ElementPort, right: number): number[] {
  return Array.from({ length: width }, (_, bit) => bit).filter(
    (bit) => bitOfHex(hex, offset + bit) !== ((right >> bit) & 1),
  );
}

/** Bit of a number in hexadecimal; leading zeros may be missing. A digit that is partly unknown counts as unknown. */
function bitOfHex(hex: string, bit: number): number {
  const digit = hex[hex.length - 1 - Math.floor(bit / 4)] ?? '0';
  const value = Number.parseInt(digit, 16);
  return Number.isNaN(value) ? NaN : (value >> (bit % 4)) & 1;
}
