import { CodesignError, type IntegerOperation } from '@nx-codesign/ir';
import { writeFiles } from '../__fixtures__/folder';
import { describeEmitter } from '../emitters/contract';
import { input, matvec, named, options, programOf } from './__fixtures__/emitted';
import { build, inFolder, readIntegers, run, testWithGpp, vectorLines } from './__fixtures__/gpp';
import { emitHls } from './emitHls';

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
