import { interpret } from '@nx-codesign/ir';
import { layer, programOf } from '../__fixtures__/networkOf';
import { randomVectors } from '../__fixtures__/randomProgram';
import { options } from './__fixtures__/emitted';
import { build, inFolder, run, testWithGpp, vectorLines } from './__fixtures__/gpp';
import { emitHls } from './emitHls';

const weight = { signed: true, integer: 0, fraction: 3 };
const program = programOf(
  [8, 3],
  [
    layer('phi', 'dense', ['input'], { units: 4, weight, bias: weight }),
    layer('sum', 'aggregate', ['phi'], { function: 'sum' }),
  ],
);
const emit = (reuseFactor: number) => emitHls(program, { ...options, reuseFactor });

describe('the C++ for a reuse factor', () => {
  it('asks for that interval, and for the multipliers of as many positions', () => {
    const { 'firmware/net.cpp': top, 'firmware/nnet/dense.h': dense } = emit(4);
    expect(top).toContain('#pragma HLS PIPELINE II=4\n');
    expect(dense).toContain('const int products = inputs * outputs * ((positions + 3) / 4);');
    expect(dense).toContain('#pragma HLS ALLOCATION operation instances=mul limit=products');
    expect(Object.values(emit(4)).join()).not.toContain('II=1');
  });

  it('has nothing of it for a factor of 1', () => {
    expect(emit(1)).toEqual(emitHls(program, options));
    expect(Object.values(emit(1)).join()).not.toMatch(/ALLOCATION|Shared|products/);
  });

  it('computes by the same text', () => {
    const computing = (text: string) => text.split('\n').filter((line) => !/#pragma|int products/.test(line));
    const [once, often] = [emit(1), emit(8)];
    expect(Object.keys(often)).toEqual(Object.keys(once));
    Object.entries(often).forEach(([path, text]) => expect(computing(text)).toEqual(computing(once[path])));
  });

  testWithGpp('gives what the interpreter gives', () => {
    const x = randomVectors(program, 100, 5);
    const vectors = {
      'vectors/stimuli.dat': vectorLines(x, 24),
      'vectors/expected.dat': vectorLines(interpret(program, x, 100), 4),
    };
    const printed = inFolder({ ...emit(8), ...vectors }, (folder) => {
      build(folder);
      return run(folder, 'net_test').stdout;
    });
    expect(printed).toContain('100 vectors, 0 with mismatches');
  });

  it('refuses a factor that does not divide the positions', () => {
    expect(() => emit(3)).toThrow(/Use 2 or 4/);
  });
});
