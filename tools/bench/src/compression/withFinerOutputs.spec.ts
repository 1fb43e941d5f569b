import { deepSets } from './deepSets';
import { withFinerOutputs } from './withFinerOutputs';

const fixed = (fraction: number) => ({ signed: false, integer: 2, fraction });

describe('withFinerOutputs', () => {
  it('gives one fraction bit more to the named layers, each channel of them, and leaves the others', () => {
    const network = deepSets('n', { phi: [2, 2], rho: [] }, { norm: 'none' });
    const outputs: Readonly<Record<string, unknown>> = {
      phi1_act: [fixed(3), fixed(4)],
      phi2_act: fixed(3),
      mean: fixed(5),
    };
    const layers = network.layers.map((layer) =>
      layer.name in outputs ? { ...layer, config: { ...layer.config, output: outputs[layer.name] } } : layer,
    );
    const finer = withFinerOutputs({ ...network, layers }, ['phi1_act', 'mean']);
    const outputOf = (name: string) => finer.layers.find((layer) => layer.name === name)?.config.output;
    expect(outputOf('phi1_act')).toEqual([fixed(4), fixed(5)]);
    expect(outputOf('mean')).toEqual(fixed(6));
    expect(outputOf('phi2_act')).toEqual(fixed(3));
  });
});
