import type { OfKind, NaiveContext, NaiveOperation } from './naiveContext';

/** Batch normalisation over examples and positions; the last axis has the channels. */
export const naiveNormalize: NaiveOperation<OfKind<'normalize'>> = {
  forward(context, operation) {
    const { values } = context;
    const { x, gamma, beta, epsilon } = operation;
    const channels = values[gamma][0].length;
    const all = statisticsOf(context, operation);
    return values[x].map((row) =>
      row.map((v, i) => {
        const channel = i % channels;
        const { mean, variance } = all[channel];
        const normal = (v - mean) / Math.sqrt(variance + epsilon);
        return values[gamma][0][channel] * normal + values[beta][0][channel];
      }),
    );
  },
  // The chain rule of the paper's section 3, by way of the mean and the variance.
  backward(context, operation, { gradient }) {
    const { values, gradients } = context;
    const { x, gamma, beta, epsilon } = operation;
    const channels = values[gamma][0].length;
    statisticsOf(context, operation).forEach(({ mean, variance }, channel) => {
      const places = values[x].flatMap((row, m) =>
        row.flatMap((_, i) => (i % channels === channel ? [{ m, i }] : [])),
      );
      const deviation = Math.sqrt(variance + epsilon);
      const scaled = places.map(({ m, i }) => gradient[m][i] * values[gamma][0][channel]);
      const centered = places.map(({ m, i }) => values[x][m][i] - mean);
      const byVariance = sumOf(scaled.map((g, at) => (g * centered[at]) / (-2 * deviation ** 3)));
      const byMean = sumOf(scaled.map((g) => -g / deviation));
      places.forEach(({ m, i }, at) => {
        gradients[gamma][0][channel] += (gradient[m][i] * centered[at]) / deviation;
        gradients[beta][0][channel] += gradient[m][i];
        gradients[x][m][i] +=
          scaled[at] / deviation + (byVariance * 2 * centered[at] + byMean) / places.length;
      });
    });
  },
};

function statisticsOf(
  { values, mode }: NaiveContext,
  { x, gamma, mean, variance }: OfKind<'normalize'>,
): { readonly mean: number; readonly variance: number }[] {
  const channels = values[gamma][0].length;
  return Array.from({ length: channels }, (_, channel) => {
    if (mode === 'inference') {
      return { mean: values[mean][0][channel], variance: values[variance][0][channel] };
    }
    const all = values[x].flatMap((row) => row.filter((__, i) => i % channels === channel));
    const center = sumOf(all) / all.length;
    return { mean: center, variance: sumOf(all.map((v) => (v - center) ** 2)) / all.length };
  });
}

function sumOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
