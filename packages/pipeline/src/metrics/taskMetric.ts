import type { Task } from '../config/task';
import { percent } from '../tables/table';

/** The number that a task is judged by. */
export interface TaskMetric {
  /** As the search's objectives call it. */
  readonly name: 'accuracy' | 'distance';
  /** Heading of a column or an axis, with its unit where there is one. */
  readonly heading: string;
  /** Whether `a` is better than `b`. */
  isBetter(a: number, b: number): boolean;
  /** What a search minimises. */
  lossOf(metric: number): number;
  /** A figure as text, in the heading's unit; absent as `-`. */
  text(metric: number | undefined): string;
}

/** Significant digits of a distance as text. */
const digits = 4;

/**
 * How each task is judged: a classification by its accuracy, 0 to 1, more is better; a regression by the mean
 * Euclidean distance between outputs and targets, in the targets' unit, less is better.
 */
export const taskMetrics: Readonly<Record<Task, TaskMetric>> = {
  classification: {
    name: 'accuracy',
    heading: 'accuracy %',
    isBetter: (a, b) => a > b,
    lossOf: (accuracy) => 1 - accuracy,
    text: percent,
  },
  regression: {
    name: 'distance',
    heading: 'mean distance',
    isBetter: (a, b) => a < b,
    lossOf: (distance) => distance,
    text: (distance) => (distance === undefined ? '-' : distance.toPrecision(digits)),
  },
};
