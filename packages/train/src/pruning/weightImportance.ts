import { batchGradients, type ImportanceOptions } from './batchGradients';

/**
 * Root mean square over batches of the loss's gradient by every kernel weight, by kernel: times a change of the weight
 * it is the first-order change of the loss (Molchanov et al. 2019, section 3.1, arXiv 1906.10771).
 */
export function weightImportance(options: ImportanceOptions): Record<string, Float64Array> {
  const sums: Record<string, Float64Array> = {};
  let batches = 0;
  for (const gradients of batchGradients(options)) {
    for (const [tensor, { data }] of Object.entries(gradients)) {
      if (!tensor.endsWith('/kernel')) continue;
      const sum = (sums[tensor] ??= new Float64Array(data.length));
      data.forEach((gradient, i) => (sum[i] += gradient * gradient));
    }
    batches++;
  }
  const roots = Object.entries(sums).map(([tensor, sum]) => [tensor, sum.map((s) => Math.sqrt(s / batches))]);
  return Object.fromEntries(roots) as Record<string, Float64Array>;
}
