import {
  assumedFeatures,
  termOf,
  type AssumedCorrection,
  type AssumedFeature,
  type CorrectionTerm,
} from '@nx-codesign/hardware';
import type { BuiltNetwork, Ratio } from './builtNetworks';
import { solve } from './leastSquares';

type Terms = readonly (readonly AssumedFeature[])[];

/** Pull of each weight to 0, in rows of the standard deviation of its column. */
const pull = 3;
const rounds = 30;
/** Errors below this count like it. */
const finest = 0.02;

/**
 * Weights of the terms of `assumedCorrection` for the least mean absolute error over the count, by iteratively reweighted
 * least squares of log ratios. The terms themselves were chosen once, by forward selection on networks of these seeds.
 */
export function fitCorrection(
  networks: readonly BuiltNetwork[],
  { luts, ffs }: { readonly luts: Terms; readonly ffs: Terms },
): Pick<AssumedCorrection, 'range' | 'luts' | 'ffs'> {
  const range = rangeOf(networks);
  return {
    range,
    luts: fitTerms(networks, luts, { range, ratioOf: (network) => network.luts }),
    ffs: fitTerms(networks, ffs, { range, ratioOf: (network) => network.ffs }),
  };
}

/** What it was fitted to, and how far off it is there, in words. */
export function describeCorrection(
  networks: readonly BuiltNetwork[],
  correction: Pick<AssumedCorrection, 'range' | 'luts' | 'ffs'>,
): Pick<AssumedCorrection, 'samples' | 'error'> {
  const [luts, ffs] = (['luts', 'ffs'] as const).map((key) => {
    const errors = networks.map((network) => {
      const { counted, expected } = network[key];
      const exponent = correction[key].map(
        ({ of, weight }) => weight * termOf(of, network.features, correction.range),
      );
      return Math.abs((Math.exp(exponent.reduce((a, b) => a + b, 0)) * expected) / counted - 1);
    });
    return (100 * errors.reduce((a, b) => a + b, 0)) / errors.length;
  });
  return {
    samples: `${networks.length} networks built for UltraScale+, not synthesised`,
    error: `LUTs ${luts.toFixed(1)} %, flip-flops ${ffs.toFixed(1)} % on average, on the same networks`,
  };
}

function rangeOf(networks: readonly BuiltNetwork[]): AssumedCorrection['range'] {
  const entries = (Object.keys(assumedFeatures) as AssumedFeature[]).map((name) => {
    const values = networks.map(({ features }) => features[name]);
    return [name, [rounded(Math.min(...values)), rounded(Math.max(...values))]];
  });
  return Object.fromEntries(entries) as AssumedCorrection['range'];
}

function fitTerms(
  networks: readonly BuiltNetwork[],
  terms: Terms,
  {
    range,
    ratioOf,
  }: { readonly range: AssumedCorrection['range']; readonly ratioOf: (network: BuiltNetwork) => Ratio },
): CorrectionTerm[] {
  const ofs = [[], ...terms.filter((of) => of.length > 0)];
  const rows = networks.map(({ features }) => ofs.map((of) => termOf(of, features, range)));
  const logs = networks.map(ratioOf).map(({ counted, expected }) => Math.log(counted / expected));
  const pulls = ofs.map((_, column) => pull * varianceOf(rows.map((row) => row[column])));
  let weights = ofs.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    const importance = rows.map((row, i) => {
      const error = Math.min(5, Math.max(-5, dot(row, weights) - logs[i]));
      return round === 0 ? 1 : Math.abs(Math.exp(error) - 1) / Math.max(error ** 2, finest ** 2);
    });
    weights = weighted(rows, logs, { importance, pulls });
  }
  return ofs.map((of, i) => ({ of, weight: rounded(weights[i]) }));
}

/** Ridge regression with weights of the rows. */
function weighted(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  { importance, pulls }: { readonly importance: readonly number[]; readonly pulls: readonly number[] },
): number[] {
  const matrix = pulls.map((own, i) => pulls.map((_, j) => (i === j ? own : 0)));
  const right = pulls.map(() => 0);
  rows.forEach((row, index) => {
    const importanceOfRow = importance[index];
    row.forEach((x, i) => {
      right[i] += importanceOfRow * x * values[index];
      row.forEach((other, j) => (matrix[i][j] += importanceOfRow * x * other));
    });
  });
  return solve(matrix, right);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/** Five digits: a sum of twenty products keeps three. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
