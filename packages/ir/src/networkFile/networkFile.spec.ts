import type { Network, Weights } from '../network';
import { readNetwork, writeNetwork } from './networkFile';
import { networkHash } from './networkHash';
import { encodeSafetensors } from './safetensors';

const network: Network = {
  name: 'tiny',
  input: { shape: [2], format: { signed: false, integer: 0, fraction: 8 } },
  layers: [
    {
      name: 'fc',
      kind: 'dense',
      inputs: ['input'],
      config: {
        bias: { signed: true, integer: 2, fraction: 13 },
        units: 1,
        weight: { fraction: 5, signed: true, integer: 0 },
      },
    },
  ],
  output: 'fc',
};
const weights: Weights = {
  'fc/kernel': { shape: [2, 1], data: Float32Array.of(0.5, -0.25) },
  'fc/bias': { shape: [1], data: Float32Array.of(0) },
};

const text = `{
  "format": "nx-codesign-network",
  "formatVersion": 1,
  "name": "tiny",
  "input": {
    "shape": [
      2
    ],
    "format": {
      "signed": false,
      "integer": 0,
      "fraction": 8
    }
  },
  "layers": [
    {
      "name": "fc",
      "kind": "dense",
      "inputs": [
        "input"
      ],
      "config": {
        "units": 1,
        "weight": {
          "signed": true,
          "integer": 0,
          "fraction": 5
        },
        "bias": {
          "signed": true,
          "integer": 2,
          "fraction": 13
        }
      }
    }
  ],
  "output": "fc"
}
`;

const files = writeNetwork(network, weights);
const read = (json: string) => readNetwork(json, files['weights.safetensors']);

describe('writeNetwork', () => {
  it('writes keys in the order of the schema, whatever their order in memory', () => {
    expect(files['network.json']).toBe(text);
  });

  it('leaves out what is undefined', () => {
    const [fc] = network.layers;
    const silent = { ...network, layers: [{ ...fc, config: { ...fc.config, output: undefined } }] };
    expect(writeNetwork(silent, weights)['network.json']).toBe(text);
  });

  it('refuses weights that do not belong', () => {
    expect(() => writeNetwork(network, { 'fc/kernel': weights['fc/kernel'] })).toThrow(
      "The weights lack 'fc/bias' [1].",
    );
  });
});

describe('readNetwork', () => {
  it('reads a file with a $schema and any layout', () => {
    const file = { $schema: './network.schema.json', ...JSON.parse(text) };
    expect(read(JSON.stringify(file))).toEqual({ network, weights });
  });

  it.each([
    { why: 'text that is no JSON', json: text.slice(0, -3), code: 'networkFile.json' },
    { why: 'another JSON file', json: '{"name": "x"}', code: 'networkFile.format' },
    { why: 'no object at all', json: 'null', code: 'networkFile.format' },
    {
      why: 'a later version',
      json: text.replace('"formatVersion": 1', '"formatVersion": 2'),
      code: 'networkFile.version',
    },
    { why: 'a misspelt key', json: text.replace('"output"', '"outptu"'), code: 'networkFile.missingKey' },
    {
      why: 'a key too many',
      json: text.replace('"name": "tiny"', '"name": "tiny", "nam": 1'),
      code: 'networkFile.unknownKey',
    },
    {
      why: 'a wrong type',
      json: text.replace('"integer": 0', '"integer": "0"'),
      code: 'networkFile.invalid',
    },
    {
      why: 'an unknown layer',
      json: text.replace('"kind": "dense"', '"kind": "dens"'),
      code: 'network.unknownLayer',
    },
    { why: 'a bad layer config', json: text.replace('"units": 1', '"units": 0'), code: 'layer.invalid' },
    {
      why: 'weights of another shape',
      json: text.replace('"units": 1', '"units": 2'),
      code: 'weights.shape',
    },
    { why: 'weights of another layer', json: text.replaceAll('"fc"', '"fd"'), code: 'weights.missing' },
  ])('refuses $why', ({ json, code }) => {
    expect(() => read(json)).toThrow(expect.objectContaining({ code }));
  });

  it('says what is wrong and what would be right', () => {
    expect(() => read(text.replace('"formatVersion": 1', '"formatVersion": 2'))).toThrow(
      'This version of nx-codesign reads format version 1, the network file has 2',
    );
    expect(() => read(text.replace('"kind": "dense"', '"kind": "dens"'))).toThrow("Did you mean 'dense'?");
    expect(() => read(text.replace('"integer": 0', '"integer": "0"'))).toThrow(
      'network.json, input.format.integer: must be integer, got "0".',
    );
  });

  it('refuses weights that are not floats', () => {
    const integers = encodeSafetensors({
      'fc/kernel': { dtype: 'I32', shape: [2, 1], data: Int32Array.of(1, 2) },
    });
    expect(() => readNetwork(text, integers)).toThrow("Weight 'fc/kernel' must be F32, got I32.");
  });
});

test('a list of formats is written in the order of the schema too', () => {
  const [one, two] = [
    { fraction: 5, integer: 0, signed: true },
    { integer: 1, signed: false, fraction: 2 },
  ];
  const [fc] = network.layers;
  const listed = { ...network, layers: [{ ...fc, config: { ...fc.config, output: [one], weight: [two] } }] };
  const written = JSON.parse(writeNetwork(listed, weights)['network.json']).layers[0].config;
  expect(JSON.stringify(written)).toBe(
    '{"units":1,"weight":[{"signed":false,"integer":1,"fraction":2}],' +
      '"bias":{"signed":true,"integer":2,"fraction":13},"output":[{"signed":true,"integer":0,"fraction":5}]}',
  );
});

describe('networkHash', () => {
  it('is the SHA-256 of the two files', () => {
    // Computed outside: the text above, then by hand the header and the floats 0, 0.5, -0.25, through sha256.
    expect(networkHash(network, weights)).toBe(
      'ed08d9457028dd12b262b9d150db12869feccdfd14f00797a76126ddd20054f3',
    );
  });

  it('changes with one bit of one weight', () => {
    const other = { ...weights, 'fc/bias': { shape: [1], data: Float32Array.of(2 ** -149) } };
    expect(networkHash(network, other)).not.toBe(networkHash(network, weights));
  });
});
