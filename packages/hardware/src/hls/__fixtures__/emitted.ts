/** Programs by hand, and what the C++ emitted for a program computes. */
import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';
import { emitHls } from '../emitHls';
import { build, inFolder, readIntegers, run, vectorLines } from './gpp';

// With XILINX_HLS set to the folder of a Vitis HLS, build.sh and so the tests use its headers, not the stand-in.

export const options = { name: 'net', part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5, networkHash: 'abc123' };

const signed8 = { signed: true, integer: 2, fraction: 5 };
export const input: IntegerOperation = {
  kind: 'input',
  layer: 'input',
  shape: [2],
  fraction: 5,
  low: [-128, -128],
  high: [127, 127],
  format: signed8,
};
/** Vectors of two 8-bit integers: ends, signs and both neighbours of a half step of 2 and of 8. */
export const stimuli = Int32Array.of(
  -128,
  127,
  127,
  -128,
  0,
  -1,
  1,
  2,
  3,
  4,
  -3,
  -4,
  5,
  11,
  12,
  13,
  -11,
  -12,
  -13,
  64,
);

export const named = { layer: 'l', shape: [2] };
export const kernel = { inputs: 2, outputs: 2, fraction: 1, data: Int32Array.of(3, 0, -2, 0) };
/** `[3 a - 2 b, 0]`: the second column is zero. */
export const matvec: Extract<IntegerOperation, { kind: 'matvec' }> = {
  ...named,
  kind: 'matvec',
  x: 0,
  kernel,
  fraction: 6,
  low: [-638, 0],
  high: [637, 0],
};

export function programOf(...operations: IntegerOperation[]): IntegerProgram {
  return { name: 'by hand', operations, output: operations.length - 1 };
}

/** What the emitted C++ prints for the stimuli; `results` are its integers. */
export function runEmitted(program: IntegerProgram, x: Int32Array, expected: ArrayLike<number>) {
  const vectors = {
    'vectors/stimuli.dat': vectorLines(x, program.operations[0].low.length),
    'vectors/expected.dat': vectorLines(
      Int32Array.from(expected),
      program.operations[program.output].low.length,
    ),
  };
  return inFolder({ ...emitHls(program, options), ...vectors }, (folder) => {
    build(folder);
    const ran = run(folder, 'net_test');
    return { ...ran, results: readIntegers(folder, 'results.dat') };
  });
}

