import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { layers } from '../layers';
import { networkSchema } from './networkSchema';

const published = JSON.parse(readFileSync(join(__dirname, '../../network.schema.json'), 'utf8'));

const fixed = { signed: true, integer: 0, fraction: 5 };
const file = {
  format: 'nx-codesign-network',
  formatVersion: 1,
  name: 'net',
  input: { shape: [2], format: fixed },
  layers: [
    { name: 'fc', kind: 'dense', inputs: ['input'], config: { units: 3, weight: fixed } },
    { name: 'act', kind: 'activation', inputs: ['fc'], config: { function: 'relu' } },
  ],
  output: 'act',
};

describe('the published network.schema.json', () => {
  const validate = new Ajv2020({ strict: true }).compile(published);

  it('is what this package generates (npm run schema, in packages/ir, writes it)', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(networkSchema)));
  });

  it('knows every layer', () => {
    const kinds = published.properties.layers.items.anyOf.map(
      (item: { properties: { kind: { const: string } } }) => item.properties.kind.const,
    );
    expect(kinds).toEqual(Object.keys(layers));
  });

  it('accepts a network file', () => {
    expect(validate(file)).toBe(true);
  });

  it('accepts two inputs and more, sizes, and one format per channel', () => {
    const conv = {
      size: [3, 3],
      padding: 'same',
      filters: 2,
      weight: [fixed, fixed],
      output: [fixed, fixed],
    };
    const layers = [
      { name: 'a', kind: 'conv2d', inputs: ['input'], config: conv },
      { name: 'b', kind: 'conv2d', inputs: ['a'], config: { ...conv, weight: fixed } },
      { name: 'c', kind: 'add', inputs: ['a', 'b'], config: {} },
      { name: 'd', kind: 'multiply', inputs: ['a', 'b', 'c'], config: { output: fixed } },
    ];
    expect(validate({ ...file, layers, output: 'd' })).toBe(true);
  });

  it.each([
    { why: 'another version', bad: { ...file, formatVersion: 2 } },
    { why: 'an unknown key', bad: { ...file, outptu: 'act' } },
    { why: 'an unknown layer', bad: { ...file, layers: [{ ...file.layers[0], kind: 'dens' }] } },
    {
      why: 'the config of another layer',
      bad: { ...file, layers: [{ ...file.layers[0], kind: 'flatten' }] },
    },
    {
      why: 'a second input of a layer that reads one',
      bad: { ...file, layers: [{ ...file.layers[0], inputs: ['a', 'b'] }] },
    },
    {
      why: 'one factor of a product',
      bad: { ...file, layers: [{ name: 'p', kind: 'multiply', inputs: ['input'], config: {} }] },
    },
    { why: 'a name that is no identifier', bad: { ...file, layers: [{ ...file.layers[0], name: 'a b' }] } },
  ])('refuses $why', ({ bad }) => {
    expect(validate(bad)).toBe(false);
  });
});
