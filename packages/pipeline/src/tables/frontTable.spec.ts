import type { FinishedTrial } from '../trials/policies';
import { frontTable } from './frontTable';

const costs = { parameters: 1, bops: 1, ebops: 1, luts: 1, ffs: 1, latencyCycles: 1, latencyNs: 1 };
const trial = (number: number, metric: number, genotype: FinishedTrial['genotype']): FinishedTrial => ({
  trial: number,
  network: 'n',
  genotype,
  ok: true,
  metric,
  roundedMetric: metric,
  epochs: 3,
  costs,
});

describe('frontTable', () => {
  test.each([
    [{ depth: 2, width1: 32, width2: 16, activation: 'relu', norm: 'batch' }, '32-16 relu batch'],
    [{ depth: 0 }, ''],
    [
      {
        phiDepth: 1,
        phiWidth1: 32,
        bottleneck: 8,
        aggregation: 'mean',
        rhoDepth: 0,
        activation: 'relu',
        norm: 'none',
      },
      '32-8 mean relu',
    ],
    [
      {
        channels1: 4,
        kernel1: 3,
        padding1: 'valid',
        pooling1: 'max',
        block2: 'none',
        width1: 8,
        activation: 'relu',
      },
      '4-8 max relu',
    ],
  ])('shows %j as "%s"', (genotype, shape) => {
    expect(frontTable([trial(1, 0.5, genotype as never)], [], 'classification').rows[0][1]).toBe(shape);
  });

  test.each([
    [{ weightBits: 4, activationBits: 6, sparsity: 0 }, '8 w4 a6 z0'],
    [{ weightBits: { dense1: 3, logits: 5 }, activationBits: 4, sparsity: 0.3 }, '8 w3-5 a4 z30'],
  ])('shows searched widths %j as "%s"', (precision, text) => {
    const searched = { ...trial(1, 0.5, { width1: 8 }), precision };
    expect(frontTable([searched], [], 'classification').rows[0][1]).toBe(text);
  });

  test.each<['classification' | 'regression', string[], string]>([
    ['classification', ['1', '2'], 'the larger accuracy last'],
    ['regression', ['2', '1'], 'the smaller distance last'],
  ])('of a %s lists the trials as %j: %s', (task, order) => {
    const rows = frontTable([trial(1, 0.2, {}), trial(2, 0.4, {})], [], task).rows;
    expect(rows.map(([number]) => number)).toEqual(order);
  });
});
