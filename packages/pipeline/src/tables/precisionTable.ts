import type { PrecisionTrial } from '../records/trials';
import type { QuantizedVariant } from '../records/variants';
import { precisionName } from '../quantization/precisionName';
import { count, percent, type Table } from './table';

interface Row {
  readonly variant: QuantizedVariant;
  readonly trials: readonly PrecisionTrial[];
}

/** Every precision that was tried, with the chosen ones. */
export function precisionTable(results: readonly Row[]): Table {
  return {
    title: 'Quantisation-aware training (validation accuracy)',
    columns: ['variant', 'float %', 'precision', 'accuracy %', 'EBOPs', 'BOPs', 'chosen'],
    rows: results.flatMap(({ variant, trials }) =>
      trials.map((trial) => [
        variant.name,
        percent(variant.validation.float),
        precisionName(trial),
        trial.ok ? percent(trial.accuracy) : 'failed',
        trial.ok ? count(trial.costs.ebops) : '-',
        trial.ok ? count(trial.costs.bops) : '-',
        precisionName(trial) === precisionName(variant.precision)
          ? variant.withinLoss
            ? 'yes'
            : 'yes, above maxLoss'
          : '',
      ]),
    ),
  };
}
