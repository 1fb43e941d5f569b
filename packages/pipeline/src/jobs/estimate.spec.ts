import { initialWeights, snapWeights } from '@nx-codesign/train';
import type { Network } from '@nx-codesign/ir';
import { buildDesign, costOfDesign } from '@nx-codesign/hardware';
import { lower } from '@nx-codesign/ir';
import { builtCosts, countCosts, estimateCosts } from './estimate';

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

  describe('of eight particles of three features that share a layer', () => {
    const output = bits(3, 2);
    const sets: Network = {
      ...network({}),
      input: { shape: [8, 3], format: { signed: false, integer: 0, fraction: 4 } },
      layers: [
        {
          ...{ kind: 'dense', name: 'phi', inputs: ['input'] },
          config: { units: 6, weight: bits(1, 3), bias: bits(1, 7) },
        },
        { kind: 'activation', name: 'relu', inputs: ['phi'], config: { function: 'relu', output } },
        { kind: 'aggregate', name: 'total', inputs: ['relu'], config: { function: 'sum' } },
      ],
      output: 'total',
    };
    const model = { network: sets, weights: snapWeights(sets, initialWeights(sets, 3)) };

    test('built costs are those of the design that hls-emit makes', () => {
      const { luts, ffs, latencyCycles } = costOfDesign(buildDesign(lower(sets, model.weights), device));
      expect(builtCosts(model, device)).toMatchObject({ luts, ffs, latencyCycles });
    });

    test('four cycles per vector share the hardware of four particles: far fewer LUTs, the same counts', () => {
      const [once, often] = [
        estimateCosts(model, device),
        estimateCosts(model, { ...device, reuseFactor: 4 }),
      ];
      expect(often.luts).toBeLessThan(once.luts / 2);
      expect(often.latencyCycles).toBeGreaterThan(once.latencyCycles);
      expect(often).toMatchObject(countCosts(model));
    });

    test('five do not divide them: the error names the nearest that do', () => {
      expect(() => estimateCosts(model, { ...device, reuseFactor: 5 })).toThrow(/Use 4 or 8/);
    });
  });
});
