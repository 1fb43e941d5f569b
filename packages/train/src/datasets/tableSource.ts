import { CodesignError } from '@nx-codesign/ir';
import type { DataSet } from '../training/types';
import type { DataFiles } from './dataFiles';
import { mostValues, valuesOf } from './limits';
import {
  examplesInMemory,
  type RawData,
  type RawExamples,
  type SourceLoader,
  type SourceSummary,
} from './rawData';
import { countLines, readHead, readRecords } from './tables/readTable';
import { columnAt, type TableHead } from './tables/table';

/** Tables in CSV, TSV or ARFF files; several files follow one another. */
export interface TableSource {
  readonly kind: 'table';
  readonly task: DataSet['task'];
  readonly files: readonly string[];
  /** Kept for the end. */
  readonly testFiles?: readonly string[];
  /** Columns that a network reads. Default: all that are not answers. */
  readonly features?: readonly string[];
  /** The column of classes, or the columns of targets. */
  readonly answers: readonly string[];
  /** Classes by label. Default: an ARFF file's own order, else numbers as they are, names sorted. */
  readonly classNames?: readonly string[];
}

/** Tables from text files. */
export const tableSource: SourceLoader<TableSource> = {
  check: (source, files) => summaryOf(source, files).summary,
  load(source, files): RawData {
    const { summary, heads } = summaryOf(source, files);
    const classNames = summary.origin.classNames;
    const read = (names: readonly string[], known?: readonly string[]) =>
      readTables(names, { source, files, heads, features: summary.origin.featureNames!, classNames: known });
    const pool = read(source.files, classNames);
    const test = source.testFiles && read(source.testFiles, classNames ?? pool.classNames);
    return {
      pool: pool.examples,
      ...(test && { test: test.examples }),
      ...(pool.classNames && { classNames: pool.classNames }),
    };
  },
};

type Heads = ReadonlyMap<string, TableHead>;

function summaryOf(source: TableSource, files: DataFiles): { summary: SourceSummary; heads: Heads } {
  const { task, testFiles = [], answers } = source;
  const heads = new Map([...source.files, ...testFiles].map((file) => [file, readHead(file, files)]));
  const [first] = source.files;
  const { columns, nominal } = heads.get(first)!;
  const features = source.features ?? columns.filter((column) => !answers.includes(column));
  for (const [file, head] of heads) {
    [...features, ...answers].forEach((column) => columnAt(head.columns, { column, file }));
    refuseNominal(features, { head, file });
  }
  const lines = (names: readonly string[]) =>
    names.reduce((sum, file) => sum + countLines(file, heads.get(file)!, files), 0);
  const listed = nominal.get(answers[0]) ?? [];
  const classNames = source.classNames ?? (listed.length > 0 ? listed : undefined);
  const summary: SourceSummary = {
    task,
    shape: [features.length],
    poolCount: lines(source.files),
    ...(source.testFiles && { testCount: lines(testFiles) }),
    values: 'reals',
    origin: {
      normalisation: { offset: 0, divisor: 1 },
      featureNames: features,
      ...(task === 'regression' ? { targets: { names: answers } } : classNames && { classNames }),
    },
    normalise: { method: 'standard' },
  };
  checkSize(summary, first);
  return { summary, heads };
}

function refuseNominal(features: readonly string[], { head, file }: { head: TableHead; file: string }): void {
  const column = features.find((feature) => head.nominal.has(feature));
  if (column === undefined) return;
  throw new CodesignError(
    'dataset.column',
    `The column "${column}" of ${file} holds names, but a network reads numbers. List the numeric columns in dataset.source.features.`,
  );
}

function checkSize(summary: SourceSummary, first: string): void {
  const { poolCount, testCount, shape } = summary;
  if (shape[0] > 0 && poolCount > 0 && valuesOf(summary) <= mostValues) return;
  const tested = testCount === undefined ? '' : `, and the test files ${testCount}`;
  throw new CodesignError(
    'dataset.count',
    `${first} and the files after it give ${poolCount} records of ${shape[0]} features${tested}; expected at least one of each and at most ${mostValues} values in all, which are held in memory. Check dataset.source.`,
  );
}

interface Reading {
  readonly source: TableSource;
  readonly files: DataFiles;
  readonly heads: Heads;
  readonly features: readonly string[];
  readonly classNames: readonly string[] | undefined;
}

function readTables(
  names: readonly string[],
  reading: Reading,
): { readonly examples: RawExamples; readonly classNames?: readonly string[] } {
  const x: number[] = [];
  const answers: string[] = [];
  for (const file of names) {
    const head = reading.heads.get(file)!;
    const at = (columns: readonly string[]) =>
      columns.map((column) => columnAt(head.columns, { column, file }));
    const [features, wanted] = [at(reading.features), at(reading.source.answers)];
    for (const record of readRecords(file, head, reading.files)) {
      for (const column of features) x.push(numberOf(record[column], { file, column: head.columns[column] }));
      for (const column of wanted) answers.push(record[column]);
    }
  }
  const count = x.length / reading.features.length;
  const { y, classNames } = answersOf(answers, { ...reading, file: names[0] });
  const shape = [reading.features.length];
  return {
    examples: examplesInMemory(Float32Array.from(x), { count, shape, y }),
    ...(classNames && { classNames }),
  };
}

function numberOf(text: string, { file, column }: { file: string; column: string }): number {
  const value = text === '' ? NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new CodesignError(
    'dataset.notFinite',
    `The column "${column}" of ${file} holds "${text}"; expected a finite number in every record. Remove or complete such records.`,
  );
}

function answersOf(
  answers: readonly string[],
  { source, classNames, file }: Reading & { readonly file: string },
): { readonly y: Int32Array | Float32Array; readonly classNames?: readonly string[] } {
  const [column] = source.answers;
  if (source.task === 'regression') {
    return { y: Float32Array.from(answers, (answer) => numberOf(answer, { file, column })) };
  }
  const names = classNames ?? namesIn(answers);
  if (names === undefined) return { y: Int32Array.from(answers, (answer) => Number(answer)) };
  const labels = new Map(names.map((name, label) => [name, label]));
  const y = Int32Array.from(answers, (answer) => {
    const label = labels.get(answer);
    if (label !== undefined) return label;
    throw new CodesignError(
      'dataset.classes',
      `The column "${column}" of ${file} holds "${answer}", which is none of the classes ${names.join(', ')}. Check dataset.source.classNames.`,
    );
  });
  return { y, classNames: names };
}

/** Undefined where all labels are whole numbers from 0, which number the classes themselves. */
function namesIn(answers: readonly string[]): readonly string[] | undefined {
  const names = [...new Set(answers)].sort((a, b) => (a < b ? -1 : 1));
  return names.every((name) => /^\d{1,5}$/.test(name)) ? undefined : names;
}
