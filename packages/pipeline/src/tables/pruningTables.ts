import type { PrunedVariant } from '../records/variants';
import { count, percent, type Table } from './table';
import type { Pruned } from '../pruning/pruneVariant';

/** Every step of every path, with the chosen ones. */
export function pathTable(pruned: readonly Pruned[]): Table {
  return {
    title: 'Pruning paths (validation accuracy)',
    columns: ['variant', 'step', 'units', 'accuracy %', 'parameters', 'EBOPs', 'chosen'],
    rows: pruned.flatMap(({ variant, path }) =>
      path.map(({ step, units, accuracy, costs }) => [
        variant.name,
        String(step),
        Object.values(units).join('-') || '-',
        percent(accuracy),
        count(costs.parameters),
        count(costs.ebops),
        step === variant.step ? 'yes' : '',
      ]),
    ),
  };
}

/** Accuracies on both splits, and the engine's check. */
export function accuracyTable(variants: readonly PrunedVariant[]): Table {
  return {
    title: 'Last evaluation (accuracy %, validation / test)',
    columns: ['variant', 'float', 'quantised', 'pruned', 'engine = interpreter'],
    rows: variants.map(({ name, validation, test, engineCheck: { vectors, mismatches } }) => [
      name,
      `${percent(validation.float)} / ${percent(test.float)}`,
      `${percent(validation.quantized)} / ${percent(test.quantized)}`,
      `${percent(validation.pruned)} / ${percent(test.pruned)}`,
      `${count(vectors - mismatches)} of ${count(vectors)}`,
    ]),
  };
}
