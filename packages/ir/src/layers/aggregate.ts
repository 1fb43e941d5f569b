import { Type } from '@sinclair/typebox';
import type { Kernels } from '../kernels';
import { type AggregationFormats, aggregationFormats, mean } from './aggregation';
import { defineLayer } from './layer';

const config = Type.Object(
  {
    function: Type.Unsafe<'mean' | 'max' | 'sum'>({
      type: 'string',
      enum: ['mean', 'max', 'sum'],
      description: 'What becomes of the set.',
    }),
    ...aggregationFormats,
  },
  { additionalProperties: false },
);

/** Aggregation of a set: `x: [n, c]`, `y: [c]`; the order of the n elements does not matter. */
export const aggregate = defineLayer({
  kind: 'aggregate',
  role: 'aggregation',
  inputs: 1,
  config,
  weights() {
    return {};
  },
  apply(k, [x], _weights, { function: name, reciprocal, output }) {
    return k.quantize(functions[name](k, x, reciprocal), output);
  },
});

const functions: Record<
  'mean' | 'max' | 'sum',
  <V>(k: Kernels<V>, x: V, reciprocal: AggregationFormats['reciprocal']) => V
> = { mean, max: (k, x) => k.max(x), sum: (k, x) => k.sum(x) };
