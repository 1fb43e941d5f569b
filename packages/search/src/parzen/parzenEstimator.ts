import { type Choice, type Parameter } from '../spaces/space';
import { createCategoricalDensity } from './categoricalDensity';
import { type Density } from './density';
import { createNumericDensity } from './numericDensity';

/** The Parzen estimator of the values at which a parameter was observed, smoothed by its prior. */
export function parzenEstimator(parameter: Parameter, observed: readonly Choice[]): Density {
  if (parameter.kind === 'categorical') return createCategoricalDensity(parameter, observed);
  return createNumericDensity(parameter, observed as readonly number[]);
}
