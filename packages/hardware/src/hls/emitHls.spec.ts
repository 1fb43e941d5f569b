import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';
import { interpret } from '@nx-codesign/ir';
import fc from 'fast-check';
import { build, inFolder, readIntegers, run, testWithGpp, vectorLines } from './__fixtures__/gpp';
import { judged, randomNetwork } from './__fixtures__/randomNetwork';
import { emitHls } from './emitHls';

const options = { name: 'net', part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5, networkHash: 'abc123' };

/** The integers that the emitted C++ computes; throws where its own comparison finds a mismatch. */
function runEmitted(program: IntegerProgram, stimuli: Int32Array, expected: Int32Array): number[] {
  const inputs = program.operations[0].low.length;
  const outputs = program.operations[program.output].low.length;
  const vectors = {
    'vectors/stimuli.dat': vectorLines(stimuli, inputs),
    'vectors/expected.dat': vectorLines(expected, outputs),
  };
  return inFolder({ ...emitHls(program, options), ...vectors }, (folder) => {
    build(folder);
    const { status, stdout, stderr } = run(folder, 'net_test');
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    return readIntegers(folder, 'results.dat');
  });
}

describe('the emitted C++', () => {
  testWithGpp(
    'is equal to the interpreter on random networks, integer for integer (seed 11)',
    () => {
      fc.assert(
        fc.property(randomNetwork, (example) => {
          const { program, expected } = judged(example);
          expect(runEmitted(program, example.stimuli, expected)).toEqual(Array.from(expected));
        }),
        { seed: 11, numRuns: 10, endOnFailure: true },
      );
    },
    120_000,
  );
});
