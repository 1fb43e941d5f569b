import { CodesignError, interpret, type IntegerOperation, type IntegerProgram } from '@nx-codesign/ir';
import fc from 'fast-check';
import { writeFiles } from '../__fixtures__/folder';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomVectors } from '../__fixtures__/randomProgram';
import { describeEmitter } from '../emitters/contract';
import { build, inFolder, readIntegers, run, testWithGpp, vectorLines } from './__fixtures__/gpp';
import { judged, randomNetwork } from './__fixtures__/randomNetwork';
import { emitHls } from './emitHls';

// With XILINX_HLS set to the folder of a Vitis HLS, build.sh and so these tests use its headers, not the stand-in.

const options = { name: 'net', part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5, networkHash: 'abc123' };

const signed8 = { signed: true, integer: 2, fraction: 5 };
const input: IntegerOperation = {
  kind: 'input',
  layer: 'input',
  shape: [2],
  fraction: 5,
  low: [-128, -128],
  high: [127, 127],
  format: signed8,
};
/** Vectors of two 8-bit integers: ends, signs and both neighbours of a half step of 2 and of 8. */
const stimuli = Int32Array.of(
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

const named = { layer: 'l', shape: [2] };
const kernel = { inputs: 2, outputs: 2, fraction: 1, data: Int32Array.of(3, 0, -2, 0) };
/** `[3 a - 2 b, 0]`: the second column is zero. */
const matvec: IntegerOperation = {
  ...named,
  kind: 'matvec',
  x: 0,
  kernel,
  fraction: 6,
  low: [-638, 0],
  high: [637, 0],
};

function programOf(...operations: IntegerOperation[]): IntegerProgram {
  return { name: 'by hand', operations, output: operations.length - 1 };
}

/** What the emitted C++ prints for the stimuli; `results` are its integers. */
function runEmitted(program: IntegerProgram, x: Int32Array, expected: ArrayLike<number>) {
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

describe('the emitted C++', () => {
  // Tables with negative inputs, both roundings, zero columns and saturation at both ends all occur in these three.
  testWithGpp.each(
    fc.sample(randomNetwork, { seed: 33, numRuns: 3 }).map((example, i) => [i + 1, example] as const),
  )(
    'is equal to the interpreter on random network %i of 3, integer for integer (seed 33)',
    (_number, example) => {
      const { program, expected } = judged(example);
      const { status, results } = runEmitted(program, example.stimuli, expected);
      expect(results).toEqual(Array.from(expected));
      expect(status).toBe(0);
    },
    60_000,
  );

  // Windows with zeros around them, means by a factor, maxima, residual sums and formats by channel occur in these.
  testWithGpp.each([2, 7, 8, 12])(
    'is equal to the interpreter on random layers over images and sets, seed %i',
    (seed) => {
      const program = randomLayers(seed);
      const stimuli = randomVectors(program, 200, seed);
      const expected = interpret(program, stimuli, 200);
      const { status, results } = runEmitted(program, stimuli, expected);
      expect(results).toEqual(Array.from(expected));
      expect(status).toBe(0);
    },
    60_000,
  );

  const constant: IntegerOperation = {
    ...named,
    kind: 'add',
    x: 1,
    constant: [5, -7],
    fraction: 6,
    low: [-633, -7],
    high: [642, -7],
  };
  const tenths = Array.from({ length: 256 }, (_, i) => Math.floor((i - 128) / 10));
  const rounded = {
    ...named,
    kind: 'quantize',
    fraction: 1,
    x: 0,
  } as const;
  const channel = (shift: number, minimum = -8, maximum = 7) => ({ shift, lift: 0, minimum, maximum });

  testWithGpp.each<[string, IntegerProgram, (a: number, b: number) => number[]]>([
    ['a product without a bias, one column zero', programOf(input, matvec), (a, b) => [3 * a - 2 * b, 0]],
    ['a dense layer', programOf(input, matvec, constant), (a, b) => [3 * a - 2 * b + 5, -7]],
    [
      'a constant added to the input',
      programOf(input, { ...constant, x: 0, fraction: 5, low: [-123, -135], high: [132, 120] }),
      (a, b) => [a + 5, b - 7],
    ],
    [
      'a product with two readers, which keeps its array',
      { ...programOf(input, matvec, constant, { ...matvec, kind: 'reshape', x: 1 }) },
      (a, b) => [3 * a - 2 * b, 0],
    ],
    ['the input itself', programOf(input), (a, b) => [a, b]],
    [
      'a reshaped input',
      programOf(input, { ...input, kind: 'reshape', shape: [2, 1], x: 0 }),
      (a, b) => [a, b],
    ],
    [
      'a relu',
      programOf(input, { ...named, kind: 'relu', x: 0, fraction: 5, low: [0, 0], high: [127, 127] }),
      (a, b) => [Math.max(a, 0), Math.max(b, 0)],
    ],
    [
      'a leaky relu with slope 1/8',
      programOf(input, {
        ...named,
        kind: 'leakyRelu',
        x: 0,
        slopeShift: 3,
        fraction: 8,
        low: [-128, -128],
        high: [1016, 1016],
      }),
      (a, b) => [a < 0 ? a : 8 * a, b < 0 ? b : 8 * b],
    ],
    [
      'a table with negative inputs',
      programOf(input, {
        ...named,
        kind: 'table',
        x: 0,
        inputLow: -128,
        entries: tenths,
        fraction: 0,
        low: [-13, -13],
        high: [12, 12],
      }),
      (a, b) => [Math.floor(a / 10), Math.floor(b / 10)],
    ],
    [
      'a quantiser that cuts and saturates at both ends',
      programOf(input, {
        ...rounded,
        round: 'floor',
        channels: [channel(4)],
        low: [-8, -8],
        high: [7, 7],
      }),
      (a, b) => [a, b].map((v) => Math.max(-8, Math.min(7, Math.floor(v / 16)))),
    ],
    [
      'a quantiser that rounds half up',
      programOf(input, {
        ...rounded,
        round: 'half-up',
        channels: [channel(1)],
        fraction: 4,
        low: [-8, -8],
        high: [7, 7],
      }),
      (a, b) => [a, b].map((v) => Math.max(-8, Math.min(7, Math.floor((v + 1) / 2)))),
    ],
    [
      'a quantiser that rounds everything away',
      programOf(input, {
        ...rounded,
        round: 'half-up',
        channels: [channel(9)],
        fraction: -4,
        low: [0, 0],
        high: [0, 0],
      }),
      () => [0, 0],
    ],
    [
      'a quantiser to a finer step',
      programOf(input, {
        ...rounded,
        round: 'floor',
        channels: [channel(-3, -512, 511)],
        fraction: 8,
        low: [-512, -512],
        high: [511, 511],
      }),
      (a, b) => [a, b].map((v) => Math.max(-512, Math.min(511, 8 * v))),
    ],
    [
      'sums of 50 bits, of which the quantiser keeps the upper ones',
      programOf(
        input,
        {
          ...matvec,
          kernel: { ...kernel, data: Int32Array.of(2 ** 31 - 1, 0, 0, -(2 ** 31)) },
          low: [-128 * (2 ** 31 - 1), -127 * 2 ** 31],
          high: [127 * (2 ** 31 - 1), 128 * 2 ** 31],
        },
        {
          ...constant,
          constant: [2 ** 49, -(2 ** 49)],
          low: [2 ** 49 - 128 * (2 ** 31 - 1), -(2 ** 49) - 127 * 2 ** 31],
          high: [2 ** 49 + 127 * (2 ** 31 - 1), -(2 ** 49) + 128 * 2 ** 31],
        },
        {
          ...named,
          kind: 'quantize',
          x: 2,
          round: 'floor',
          channels: [channel(20, -(2 ** 30), 2 ** 30 - 1)],
          fraction: -14,
          low: [2 ** 29 - 2 ** 18, -(2 ** 29) - 127 * 2 ** 11],
          high: [2 ** 29 + 127 * 2 ** 11, -(2 ** 29) + 2 ** 18],
        },
      ),
      (a, b) => [
        Math.floor((2 ** 49 + a * (2 ** 31 - 1)) / 2 ** 20),
        Math.floor((-(2 ** 49) - b * 2 ** 31) / 2 ** 20),
      ],
    ],
  ])(
    'computes %s',
    (_what, program, formula) => {
      const byHand: number[] = [];
      for (let i = 0; i < stimuli.length; i += 2) byHand.push(...formula(stimuli[i], stimuli[i + 1]));
      const { status, stdout, results } = runEmitted(program, stimuli, byHand);
      expect(results).toEqual(byHand);
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: '10 vectors, 0 with mismatches (0 elements)\n',
      });
      expect(Array.from(interpret(program, stimuli, stimuli.length / 2))).toEqual(byHand);
    },
    60_000,
  );
});

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

describe('the test bench', () => {
  const program = programOf(input, matvec);
  const compared = { 'vectors/stimuli.dat': '1 2\n3 4\n', 'vectors/expected.dat': '-1 0\n0 0\n' };
  testWithGpp(
    'ends with 1 on a mismatch and says where, and with 2 on vectors that it cannot read',
    () => {
      const unusable = {
        'few.dat': '1 2\n3\n',
        'words.dat': '1 two\n',
        'empty.dat': '',
        'range.dat': '1 128\n',
        'fine.dat': '1 2\n',
        'more.dat': '-1 0\n0 0\n',
      };
      inFolder({ ...emitHls(program, options), ...compared, ...unusable }, (folder) => {
        build(folder);
        expect(run(folder, 'net_test')).toEqual({
          status: 1,
          stdout: '2 vectors, 1 with mismatches (1 elements)\n',
          stderr: 'vector 1, element 0: expected 0, got 1\n',
        });
        const uncompared = run(folder, 'net_test', ['vectors/stimuli.dat', '-', 'given.dat', '1']);
        expect(uncompared).toMatchObject({ status: 0, stdout: '1 vectors, not compared\n' });
        expect(readIntegers(folder, 'given.dat')).toEqual([-1, 0]);
        const failures = [
          ['few.dat', '-'],
          ['words.dat', '-'],
          ['empty.dat', '-'],
          ['range.dat', '-'],
          ['missing.dat', '-'],
          ['fine.dat', 'more.dat'],
        ].map((parameters) => run(folder, 'net_test', parameters));
        expect(failures.map(({ status }) => status)).toEqual([2, 2, 2, 2, 2, 2]);
        expect(failures.map(({ stderr }) => stderr.trimEnd())).toEqual([
          'few.dat, vector 1: wrong number of integers',
          "words.dat, vector 0: expected integers, got '1 two'",
          'empty.dat holds no vectors',
          "stimuli, vector 0: an integer is out of the input's range",
          'Cannot read missing.dat',
          'stimuli and expected differ in their number of vectors',
        ]);
      });
    },
    60_000,
  );
});

describe('emitHls', () => {
  const files = emitHls(programOf(input, matvec), options);

  test('names its files after the top function and carries the network hash, the same each time', () => {
    expect(Object.keys(files).sort()).toEqual([
      'build.sh',
      'build_prj.tcl',
      'firmware/ap_types/ap_common.h',
      'firmware/ap_types/ap_fixed.h',
      'firmware/ap_types/ap_int.h',
      'firmware/defines.h',
      'firmware/net.cpp',
      'firmware/net.h',
      'firmware/nnet/matvec.h',
      'firmware/parameters.h',
      'net_test.cpp',
    ]);
    for (const path of [
      'build.sh',
      'build_prj.tcl',
      'firmware/net.cpp',
      'firmware/defines.h',
      'net_test.cpp',
    ]) {
      expect(files[path]).toContain('Network hash: abc123\n');
    }
    expect(emitHls(programOf(input, matvec), options)).toEqual(files);
  });

  test('types hold the exact range and no more', () => {
    // -638 ... 637 needs 11 bits, at 6 bits right of the point 5 are left of it; -128 ... 127 at 5 bits needs 8.
    expect(files['firmware/defines.h']).toContain('typedef ap_fixed<11, 5> output_t;');
    expect(files['firmware/defines.h']).toContain('typedef ap_fixed<8, 3> input_t;');
    // The kernel's integers -2 ... 3 at one bit right of the point.
    expect(files['firmware/defines.h']).toContain('typedef ap_fixed<3, 2> l_kernel_t;');
    expect(files['firmware/parameters.h']).toContain('1.5, 0,\n    },\n    {\n        -1, 0,');
  });

  test('the Vitis script names part and clock, and is left out for a part that Vitis does not know', () => {
    expect(files['build_prj.tcl']).toContain(
      'set_part xcvu13p-flga2577-2-e\ncreate_clock -period 5 -name default',
    );
    const lattice = emitHls(programOf(input, matvec), { ...options, part: 'lfe5u-25f' });
    expect(Object.keys(files).filter((path) => !(path in lattice))).toEqual(['build_prj.tcl']);
  });

  testWithGpp(
    'a network may be called by a word of C++ or of its library',
    () => {
      for (const name of ['double', 'string']) {
        const vectors = { 'vectors/stimuli.dat': '1 2\n', 'vectors/expected.dat': '-1 0\n' };
        inFolder({ ...emitHls(programOf(input, matvec), { ...options, name }), ...vectors }, (folder) => {
          build(folder);
          expect(run(folder, `${name}_test`)).toMatchObject({ status: 0, stderr: '' });
        });
      }
    },
    60_000,
  );

  test('a layer name cannot leave its comment', () => {
    const layer = 'a\n#error b\\';
    const emitted = emitHls(programOf(input, { ...matvec, layer }), options);
    expect(emitted['firmware/net.cpp']).toContain('    // a?#error b/: [2]\n');
    expect(emitted['firmware/net.cpp']).toContain('a_error_b_kernel');
  });

  test.each([
    [{ name: 'my-net' }, 'hls.name', 'a dash'],
    [{ name: 'parameters' }, 'hls.name', 'a file of the project'],
    [{ name: '8x8' }, 'hls.name', 'a digit first'],
    [{ part: 'xcvu13' }, 'part.unknown', 'half a name'],
    [{ clockPeriodNs: 0 }, 'hls.clockPeriod', 'no time'],
    [{ clockPeriodNs: Infinity }, 'hls.clockPeriod', 'no clock'],
  ])('%j is refused as %s: %s', (change, code, _why) => {
    expect(() => emitHls(programOf(input), { ...options, ...change })).toThrow(CodesignError);
    expect(() => emitHls(programOf(input), { ...options, ...change })).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  test('a quantiser that saturates where no format ends is refused', () => {
    const odd: IntegerOperation = {
      ...named,
      kind: 'quantize',
      x: 0,
      round: 'floor',
      channels: [{ shift: 0, lift: 0, minimum: -100, maximum: 100 }],
      fraction: 5,
      low: [-100, -100],
      high: [100, 100],
    };
    expect(() => emitHls(programOf(input, odd), options)).toThrow('saturates at -100 and 100');
  });
});

describeEmitter('hls', {
  emit: (program, emission) => emitHls(program, { name: 'net', ...emission }),
  tool: 'g++',
  build({ program: { operations, output }, folder }) {
    build(folder);
    return ({ stimuli, expected }) => {
      writeFiles(folder, {
        'vectors/stimuli.dat': vectorLines(stimuli, operations[0].low.length),
        'vectors/expected.dat': vectorLines(expected, operations[output].low.length),
      });
      const { status } = run(folder, 'net_test');
      return status === 0 ? 'pass' : status === 1 ? 'fail' : 'error';
    };
  },
});
