import { initialWeights, snapWeights } from '@nx-codesign/train';
import type { Network } from '@nx-codesign/ir';
import { builtCosts } from '../jobs/estimate';
import { pathCosts } from './pathCosts';

const format = { signed: true, integer: 1, fraction: 3 };
const network: Network = {
  name: 'n',
  input: { shape: [2], format: { signed: false, integer: 0, fraction: 4 } },
  layers: [
    { kind: 'dense', name: 'a', inputs: ['input'], config: { units: 3, weight: format, bias: format } },
  ],
  output: 'a',
};
const device = { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5 };

test('a step is built once, whichever object holds its weights, and costs what its design does', () => {
  const weights = snapWeights(network, initialWeights(network, 3));
  const costsOf = pathCosts(device);
  const costs = costsOf({ network, weights });
  expect(costs).toEqual(builtCosts({ network, weights }, device));
  expect(costsOf({ network, weights })).toBe(costs);
});
