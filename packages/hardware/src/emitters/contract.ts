import { CodesignError, interpret, type IntegerProgram } from '@nx-codesign/ir';
import fc from 'fast-check';
import { testWith } from '../../../../tools/testing/testWith';
import { inFolder } from '../__fixtures__/folder';
import { randomLayers } from '../__fixtures__/randomLayers';
import { randomVectors } from '../__fixtures__/randomProgram';
import { judged, randomNetwork } from '../hls/__fixtures__/randomNetwork';

const SEED = 23;
const VECTORS = 300;

export interface EmissionOptions {
  readonly part: string;
  readonly clockPeriodNs: number;
  readonly networkHash: string;
}

/** Integers that go in and those that should come out, `[n, inputs]` and `[n, outputs]`. */
export interface Vectors {
  readonly stimuli: Int32Array;
  readonly expected: Int32Array;
}

/** What the emitted test bench says: all agree, some differ, or it could not compare all. */
export type Verdict = 'pass' | 'fail' | 'error';

export interface Emission {
  readonly program: IntegerProgram;
  readonly options: EmissionOptions;
  /** Holds the emitted files and nothing else. */
  readonly folder: string;
}

/** An emitter and the means to run what it emits. */
export interface EmitterUnderTest {
  /** Text by path. */
  emit(program: IntegerProgram, options: EmissionOptions): Readonly<Record<string, string>>;
  /** The program that building the emitted files takes; its tests are skipped where it is missing. */
  readonly tool: string;
  /** Builds the emitted files once; the function that it gives runs their test bench. */
  build(emission: Emission): (vectors: Vectors) => Verdict;
}

const options: EmissionOptions = {
  part: 'xcvu13p-flga2577-2-e',
  clockPeriodNs: 1,
  networkHash: 'd3adb33f',
};

/** Networks of one to three layers, lowered, whose results vary: tables, clamps and constants all occur. */
const programs = fc
  .sample(randomNetwork, { seed: SEED, numRuns: 8 })
  .map((example) => judged(example).program)
  .filter((program) => elementsOf(program).varying.length > 0)
  .slice(0, 3);

/** Networks of windows, sets, residual adds and products. */
const layered = [11, 12, 14].map((seed) => randomLayers(seed, { products: true }));

/** What every emitter must do, whatever its language. */
export function describeEmitter(name: string, emitter: EmitterUnderTest): void {
  describe(`${name} as an emitter`, () => {
    describeText(emitter);
    describeResults(name, emitter);
  });
}

function describeText({ emit }: EmitterUnderTest): void {
  const filesOf = (program: IntegerProgram) => Object.entries(emit(program, options));

  it('gives the same files in the same order for the same program, whatever it emitted before', () => {
    const first = filesOf(programs[0]);
    emit(programs[1], options);
    expect(filesOf(programs[0])).toEqual(first);
  });

  it('writes plain relative paths, and text of whole lines without blanks at their ends', () => {
    for (const [path, text] of [...programs, ...layered].flatMap(filesOf)) {
      expect(path).toMatch(/^(\w[\w-]*\/)*\w[\w.-]*$/);
      expect(text).toMatch(/^[^\r\0]*[^\s]\n$/);
      expect(text).not.toMatch(/[ \t]\n/);
    }
  });

  it('says nothing of when and where it ran', () => {
    const text = JSON.stringify(programs.map(filesOf));
    expect(text).not.toMatch(/\b20\d\d-\d\d-\d\d|\b\d\d:\d\d:\d\d\b/);
    expect(text).not.toContain(process.cwd());
  });

  it('names the hash in each file whose text depends on the network', () => {
    const emitted = programs.map((program) => emit(program, options));
    const depends = emitted.flatMap((files) =>
      Object.entries(files).filter(([path, text]) => emitted.some((other) => (other[path] ?? text) !== text)),
    );
    expect(depends.length).toBeGreaterThan(0);
    expect(depends.filter(([, text]) => !text.includes(options.networkHash))).toEqual([]);
  });

  it('takes nothing but a name from the hash', () => {
    const files = JSON.stringify(filesOf(programs[0]));
    const others = JSON.stringify(Object.entries(emit(programs[0], { ...options, networkHash: 'c0ffee' })));
    expect(others).toBe(files.replaceAll(options.networkHash, 'c0ffee'));
    expect(others).not.toBe(files);
  });

  it('refuses a part that it does not know and names the nearest', () => {
    const refused = () => emit(programs[0], { ...options, part: 'xcvu13p-flga2577-2-x' });
    expect(refused).toThrow(CodesignError);
    expect(refused).toThrow(
      expect.objectContaining({ code: 'part.unknown', message: expect.stringContaining(options.part) }),
    );
  });
}

function describeResults(name: string, { emit, tool, build }: EmitterUnderTest): void {
  const cases = [...programs.slice(0, 2), ...layered].map((program, index) => [index + 1, program] as const);

  testWith(tool).each(cases)(
    `${name}: computes what the interpreter does and passes only if all results are there, network %i (seed ${SEED})`,
    (_number, program) => {
      const { inputs, outputs, varying } = elementsOf(program);
      const stimuli = randomVectors(program, VECTORS, SEED);
      const expected = interpret(program, stimuli, VECTORS);
      const withWrong = (vector: number, element: number): Vectors => {
        const wrong = Int32Array.from(expected);
        wrong[vector * outputs + element] ^= 1;
        return { stimuli, expected: wrong };
      };
      inFolder(emit(program, options), (folder) => {
        const bench = build({ program, options, folder });
        expect(bench({ stimuli, expected })).toBe('pass');
        expect(bench(withWrong(0, varying[0]))).toBe('fail');
        expect(bench(withWrong(VECTORS - 1, varying[varying.length - 1]))).toBe('fail');
        expect(bench({ stimuli, expected: expected.subarray(0, -outputs) })).toBe('error');
        expect(bench({ stimuli: stimuli.subarray(0, -inputs), expected })).toBe('error');
        expect(bench({ stimuli: stimuli.subarray(0, 0), expected: expected.subarray(0, 0) })).toBe('error');
      });
    },
    60_000,
  );
}

/** Elements of a vector, and those of the result that are not constant. */
function elementsOf({ operations, output }: IntegerProgram): {
  inputs: number;
  outputs: number;
  varying: number[];
} {
  const { low, high } = operations[output];
  const varying = low.flatMap((bottom, i) => (bottom < high[i] ? [i] : []));
  return { inputs: operations[0].low.length, outputs: low.length, varying };
}
