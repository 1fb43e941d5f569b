import { CodesignError } from '@nx-codesign/ir';
import type { DataSet } from '../training/types';
import { answersOf } from './arrays/answers';
import { elementsOf, type NumberArray } from './arrays/numberArray';
import { openArray, type ArrayPlace } from './arrays/openArray';
import type { DataFiles } from './dataFiles';
import { byteMaximum } from './inputFormat';
import { mostValues, valuesOf } from './limits';
import type { RawData, RawExamples, SourceLoader, SourceSummary } from './rawData';

/** Arrays in npy, npz, HDF5 or safetensors files; several files follow one another along the first axis. */
export interface ArraysSource {
  readonly kind: 'arrays';
  readonly task: DataSet['task'];
  /** Inputs `[count, ...shape]`. */
  readonly x: readonly ArrayPlace[];
  /** Labels `[count]`, one-hot rows `[count, classes]`, or targets `[count]` or `[count, outputs]`. */
  readonly y: readonly ArrayPlace[];
  /** Kept for the end. */
  readonly test?: { readonly x: readonly ArrayPlace[]; readonly y: readonly ArrayPlace[] };
}

/** Arrays from files. */
export const arraysSource: SourceLoader<ArraysSource> = {
  async check(source, files) {
    const opened = await openSource(source, files);
    opened.close();
    return opened.summary;
  },
  async load(source, files): Promise<RawData> {
    const { pool, test, summary, close } = await openSource(source, files);
    try {
      const examples = (set: Pair) => examplesOf(set, { ...source, ...summary });
      return { pool: examples(pool), ...(test && { test: examples(test) }), close };
    } catch (error) {
      close();
      throw error;
    }
  },
};

/** Inputs and answers of one set of examples. */
interface Pair {
  readonly x: readonly NumberArray[];
  readonly y: readonly NumberArray[];
  readonly name: { readonly x: string; readonly y: string };
}

interface Opened {
  readonly pool: Pair;
  readonly test: Pair | undefined;
  readonly summary: SourceSummary;
  close(): void;
}

async function openSource(source: ArraysSource, files: DataFiles): Promise<Opened> {
  const opened: NumberArray[] = [];
  const close = () => opened.forEach((array) => array.close?.());
  const openAll = async (places: readonly ArrayPlace[]) => {
    const arrays: NumberArray[] = [];
    for (const place of places) {
      const array = await openArray(place, files);
      opened.push(array);
      arrays.push(array);
      checkAlike(array, { first: arrays[0], name: nameOf([place]), firstName: nameOf(places) });
    }
    return arrays;
  };
  const openPair = async ({ x, y }: Pick<ArraysSource, 'x' | 'y'>): Promise<Pair> => {
    const pair = { x: await openAll(x), y: await openAll(y), name: { x: nameOf(x), y: nameOf(y) } };
    checkPair(pair);
    return pair;
  };
  try {
    const pool = await openPair(source);
    const test = source.test && (await openPair(source.test));
    if (test) checkAlike(test.x[0], { first: pool.x[0], name: test.name.x, firstName: pool.name.x });
    return { pool, test, summary: summaryOf({ pool, test }, source), close };
  } catch (error) {
    close();
    throw error;
  }
}

function nameOf([{ file, array }]: readonly ArrayPlace[]): string {
  return array === undefined ? file : `${file}#${array}`;
}

function checkAlike(
  array: NumberArray,
  { first, name, firstName }: { first: NumberArray; name: string; firstName: string },
): void {
  const [found, expected] = [array, first].map(({ shape }) => shape.slice(1).join(', '));
  if (found === expected) return;
  throw new CodesignError(
    'dataset.shapeMismatch',
    `Each example of ${firstName} has shape [${expected}], but of ${name} [${found}]. Name files of one data set.`,
  );
}

function checkPair({ x, y, name }: Pair): void {
  const shape = x[0].shape;
  if (shape.length < 2 || elementsOf(shape) === 0) {
    throw new CodesignError(
      'dataset.shapeMismatch',
      `${name.x} has shape [${shape.join(', ')}]; expected [count, ...] with at least one value per example. Check dataset.source.x.`,
    );
  }
  if (y[0].shape.length < 1 || y[0].shape.length > 2) {
    throw new CodesignError(
      'dataset.shapeMismatch',
      `${name.y} has shape [${y[0].shape.join(', ')}]; expected labels [count], or [count, columns]. Check dataset.source.y.`,
    );
  }
  const [inputs, answers] = [rowsOf(x), rowsOf(y)];
  if (inputs === answers) return;
  throw new CodesignError(
    'dataset.countMismatch',
    `${name.x} holds ${inputs} examples but ${name.y} holds ${answers}. Check that both belong to the same set.`,
  );
}

function rowsOf(arrays: readonly NumberArray[]): number {
  return arrays.reduce((sum, { shape }) => sum + shape[0], 0);
}

function summaryOf({ pool, test }: Pick<Opened, 'pool' | 'test'>, { task }: ArraysSource): SourceSummary {
  const shape = pool.x[0].shape.slice(1);
  const poolCount = rowsOf(pool.x);
  const testCount = test && rowsOf(test.x);
  if (valuesOf({ shape, poolCount, testCount }) > mostValues) {
    throw new CodesignError(
      'dataset.count',
      `${pool.name.x} holds ${poolCount} examples of shape [${shape.join(', ')}]${test ? ` and ${test.name.x} ${testCount}` : ''}, more than the ${mostValues} values that are held in memory. Give fewer or smaller examples.`,
    );
  }
  const isBytes = shape.length >= 2 && [...pool.x, ...(test?.x ?? [])].every(holdsBytes);
  return {
    task,
    shape,
    poolCount,
    ...(testCount !== undefined && { testCount }),
    values: isBytes ? 'bytes' : 'reals',
    origin: { normalisation: { offset: 0, divisor: isBytes ? byteMaximum : 1 } },
    ...(!isBytes && { normalise: { method: 'standard' } as const }),
  };
}

function holdsBytes(array: NumberArray): boolean {
  return array.read(0, 0)[Symbol.toStringTag] === 'Uint8Array';
}

function examplesOf(
  { x, y, name }: Pair,
  { task, shape, values }: ArraysSource & SourceSummary,
): RawExamples {
  const count = rowsOf(x);
  const size = elementsOf(shape);
  const read = (array: NumberArray, from: number, to: number) => {
    const perRow = elementsOf(array.shape.slice(1));
    return array.read(from * perRow, to * perRow);
  };
  const answers = y.flatMap((array) => Array.from(read(array, 0, array.shape[0])));
  return {
    count,
    shape,
    y: answersOf({ name: name.y, count, values: answers }, task),
    rows(start, length) {
      const rows = values === 'bytes' ? new Uint8Array(length * size) : new Float32Array(length * size);
      let first = 0;
      for (const array of x) {
        const from = Math.max(0, start - first);
        const to = Math.min(array.shape[0], start + length - first);
        if (from < to) rows.set(read(array, from, to), (first + from - start) * size);
        first += array.shape[0];
      }
      return rows;
    },
  };
}
