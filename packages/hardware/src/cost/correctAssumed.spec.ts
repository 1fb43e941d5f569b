import { trace, type Network } from '@nx-codesign/ir';
import { featuresOf } from './assumedFeatures';
import type { ExpectedDesign } from './costOfGroups';
import { corrected, termOf } from './correctAssumed';
import { assumedCorrection } from './fitted/assumedCorrection';
import { noLogic } from './groupEstimate';

const network: Network = {
  name: 'net',
  input: { shape: [3], format: { signed: false, integer: 0, fraction: 8 } },
  layers: [
    { kind: 'dense', name: 'a', inputs: ['input'], config: { units: 7 } },
    { kind: 'activation', name: 'b', inputs: ['a'], config: { function: 'relu' } },
    { kind: 'dense', name: 'c', inputs: ['b'], config: { units: 1 } },
  ],
  output: 'c',
};
const logic = { ...noLogic, adderBits: 96, comparedBits: 32, selectedBits: 32 };
const pipeline = { latencyCycles: 1, outputBits: 8, innerBits: 4, criticalPathNs: 1 };
const facts = { inputs: 0, outputs: 0, inputBits: 0, sumBits: 0, tableAddressBits: 0, positions: 1 };
const design: ExpectedDesign = {
  groups: [{ instances: 2, logic, pipeline }],
  latencyCycles: 1,
  facts: { ...facts, reuseFactor: 1, clockPeriodNs: 4 },
};
const options = { weightBits: 6, activationBits: 5, sparsity: 0.5, clockPeriodNs: 4 };
const features = featuresOf(trace(network).operations, design, options);

describe('features of an estimate without weights', () => {
  it('are those of the layers and of the expected logic, by hand', () => {
    expect(features).toMatchObject({
      ...{ relu: 1, leakyRelu: 0, tanh: 0, max: 0, sum: 0, mean: 0, weightBits: 6, activationBits: 5 },
      // 2 x (96 + 32) units, of which a quarter compares; 64 selected bits beside them.
      ...{ logUnits: 8, comparedShare: 0.25, selectedShare: 0.2, tableShare: 0 },
      ...{ logDensity: -1, logPositions: 1, logClock: 2 },
      // 1.5 and 3.5 weights of an output, 3.5 and 0.5 of an input.
      ...{
        fewWeightsFirst: 1 / 2.5,
        fewWeightsLast: 1 / 4.5,
        fewestWeights: 1 / 2.5,
        fewestReaders: 1 / 1.5,
      },
    });
  });
});

describe('corrected', () => {
  it('multiplies all logic alike, and all registers', () => {
    const [group] = corrected(design, features).groups;
    const factor = group.logic.adderBits / logic.adderBits;
    expect(factor).toBeGreaterThan(0.5);
    expect(factor).toBeLessThan(2);
    expect(group.logic.comparedBits).toBeCloseTo(factor * logic.comparedBits, 9);
    expect(group.pipeline.outputBits / 8).toBeCloseTo(group.pipeline.innerBits / 4, 9);
    expect(group.instances).toBe(2);
  });

  it('takes what lies outside of the samples as the end of their range', () => {
    const [, most] = assumedCorrection.range.weightBits;
    const wide = { ...features, weightBits: 2 * most };
    expect(termOf(['weightBits', 'relu'], wide)).toBe(most);
    expect(corrected(design, wide)).toEqual(corrected(design, { ...features, weightBits: most }));
  });

  it('is fitted to thousands of networks, and says how far off it is there', () => {
    expect(assumedCorrection.samples).toMatch(/^[1-9]\d{3} networks built/);
    expect(assumedCorrection.error).toMatch(/LUTs .* %, flip-flops .* %/);
  });
});
