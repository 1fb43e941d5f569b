import { interpret, type IntegerOperation, type IntegerProgram } from '@nx-codesign/ir';
import { input, options, programOf, runEmitted, stimuli } from './__fixtures__/emitted';
import { testWithGpp } from './__fixtures__/gpp';
import { emitHls } from './emitHls';

describe('the emitted C++ of an input [2, 2]', () => {
  const square: IntegerOperation = { ...input, shape: [2, 2], low: fourTimes(-128), high: fourTimes(127) };
  const at = { layer: 'l', fraction: 5 };
  const windows: IntegerOperation = {
    ...{ ...at, kind: 'window', x: 0, shape: [2, 4], sizes: [2], strides: [1], before: [1] },
    low: [0, 0, -128, -128, -128, -128, -128, -128],
    high: [0, 0, 127, 127, 127, 127, 127, 127],
  };
  const product: IntegerOperation = {
    ...{ ...at, kind: 'matvec', x: 1, shape: [2, 2] },
    kernel: { inputs: 4, outputs: 2, fraction: 0, data: Int32Array.of(1, 0, 0, 2, -1, 1, 3, 0) },
    low: [-511, -128, -639, -384],
    high: [509, 127, 636, 381],
  };
  const sum: IntegerOperation = {
    ...{ ...at, kind: 'add', x: 2, shape: [2, 2], constant: [8, -1] },
    low: [-503, -129, -631, -385],
    high: [517, 126, 644, 380],
  };
  /** Channel 0 keeps 1 bit after the point and 4 bits in all, channel 1 all 5 and 7 bits; it rounds half up. */
  const channels = [
    { shift: 4, lift: 4, minimum: -8, maximum: 7 },
    { shift: 0, lift: 0, minimum: 0, maximum: 127 },
  ];
  const rounded: IntegerOperation = {
    ...{ ...at, kind: 'quantize', x: 3, shape: [2, 2], round: 'half-up', channels },
    low: [-128, 0, -128, 0],
    high: [112, 126, 112, 127],
  };
  const residual: IntegerOperation = {
    ...{ ...at, kind: 'addValues', a: 4, b: 0, aShift: 0, bShift: 0, shape: [2, 2] },
    low: [-256, -128, -256, -128],
    high: [239, 253, 239, 254],
  };
  const total: IntegerOperation = {
    ...{ ...at, kind: 'sum', x: 0, shape: [2] },
    low: [-256, -256],
    high: [254, 254],
  };
  const factor: IntegerOperation = {
    ...{ ...at, kind: 'scale', x: 1, shape: [2], multiplier: 5, fraction: 9 },
    low: [-1280, -1280],
    high: [1270, 1270],
  };
  const pairs: IntegerOperation = { ...square, kind: 'reshape', shape: [1, 2, 2], x: 0 };
  const largest: IntegerOperation = {
    ...{ ...at, kind: 'max', x: 1, shape: [1, 2] },
    low: [-128, -128],
    high: [127, 127],
  };
  const dead = [channels[1], { shift: 0, lift: 0, minimum: 0, maximum: 0 }];
  const half = (v: number) => 16 * Math.max(-8, Math.min(7, Math.floor((v + 8) / 16)));
  const clamp = (v: number) => Math.max(0, Math.min(127, v));

  testWithGpp.each<[string, IntegerProgram, (vector: readonly number[]) => number[]]>([
    [
      'a padded convolution with a format for each channel, and a residual sum',
      programOf(square, windows, product, sum, rounded, residual),
      ([a, b, c, d]) => [
        half(-a + 3 * b + 8) + a,
        clamp(a - 1) + b,
        half(a - c + 3 * d + 8) + c,
        clamp(2 * b + c - 1) + d,
      ],
    ],
    [
      'a mean by a rounded factor',
      programOf(square, total, factor),
      ([a, b, c, d]) => [5 * (a + c), 5 * (b + d)],
    ],
    [
      'a maximum in groups',
      programOf(square, pairs, largest),
      ([a, b, c, d]) => [Math.max(a, c), Math.max(b, d)],
    ],
    [
      'a channel without bits',
      programOf(square, {
        ...{ ...at, kind: 'quantize', x: 0, shape: [2, 2], round: 'floor', channels: dead },
        low: fourTimes(0),
        high: [127, 0, 127, 0],
      }),
      ([a, _b, c]) => [clamp(a), 0, clamp(c), 0],
    ],
  ])(
    'computes %s',
    (_what, program, formula) => {
      const byHand: number[] = [];
      for (let i = 0; i < stimuli.length; i += 4) byHand.push(...formula([...stimuli.subarray(i, i + 4)]));
      const { status, results } = runEmitted(program, stimuli, byHand);
      expect(results).toEqual(byHand);
      expect(status).toBe(0);
      expect(Array.from(interpret(program, stimuli, stimuli.length / 4))).toEqual(byHand);
    },
    60_000,
  );

  test('is readable: names of layers, shapes of windows, formats of channels', () => {
    const files = emitHls(programOf(square, windows, product, sum, rounded, residual), options);
    expect(files['firmware/net.cpp']).toContain(
      '    // l: [2, 4]\n    l_windows_t l_windows[8];\n' +
        '#pragma HLS ARRAY_PARTITION variable=l_windows complete dim=0\n' +
        '    nnet::window<l_window>(x, l_windows);\n',
    );
    expect(files['firmware/net.cpp']).toContain('nnet::dense<4, 2, 2>(l_windows, l_kernel, l_bias, l_sum);');
    expect(files['firmware/parameters.h']).toContain(
      '// l: windows [2] in steps [1] over [2, 2]\nstruct l_window {\n    static const int height = 1;\n',
    );
    expect(files['firmware/parameters.h']).toContain(
      '        y[at + 0] = ap_fixed<4, 3, AP_TRN, AP_SAT>(x[at + 0] + ap_ufixed<1, -1>(0.25));\n' +
        '        y[at + 1] = ap_ufixed<7, 2, AP_TRN, AP_SAT>(x[at + 1]);\n',
    );
  });
});

function fourTimes(bound: number): number[] {
  return [bound, bound, bound, bound];
}
