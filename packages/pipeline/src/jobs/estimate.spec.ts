import { initialWeights, snapWeights } from '@nx-codesign/train';
import type { Network } from '@nx-codesign/ir';
import { countCosts, estimateCosts } from './estimate';

const bits = (integer: number, fraction: number) => ({ signed: true, integer, fraction });

/** Two inputs, three outputs, at 4 bits or as floats. */
function network(config: object): Network {
  return {
    name: 'n',
    input: { shape: [2], format: { signed: false, integer: 0, fraction: 4 } },
    layers: [{ kind: 'dense', name: 'logits', inputs: ['input'], config: { units: 3, ...config } }],
    output: 'logits',
  };
}
const device = { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5 };

describe('costs', () => {
  test('a quantised network has every count and, for a device, every estimate', () => {
    const quantized = network({ weight: bits(1, 3), bias: bits(1, 7) });
    const model = { network: quantized, weights: snapWeights(quantized, initialWeights(quantized, 3)) };
    expect(Object.keys(countCosts(model))).toEqual(['parameters', 'bops', 'ebops']);
    const costs = estimateCosts(model, device);
    expect(costs).toMatchObject(countCosts(model));
    expect(costs.latencyNs).toBe(costs.latencyCycles * device.clockPeriodNs);
  });

  test('a float network has none: a missing count is an error, not 0', () => {
    const float = network({});
    const weights = initialWeights(float, 3);
    expect(() => countCosts({ network: float, weights })).toThrow(
      expect.objectContaining({ code: 'costs.notQuantized' }),
    );
  });
});
