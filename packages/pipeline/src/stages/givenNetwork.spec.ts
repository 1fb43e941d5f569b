import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNetwork, unitsOf, writeNetwork, type LayerNode, type Network } from '@nx-codesign/ir';
import { initialWeights } from '@nx-codesign/train';
import { makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';
import { readBytes } from '../artefacts/readBytes';
import type { CodesignConfig } from '../config/schema';
import type { Verification } from '../records/checks';
import type { EmittedVariant, VariantsFile } from '../records/variants';
import { testWith } from '../../../../tools/testing/testWith';

jest.setTimeout(240_000);

const run = { output: 'out', cache: 'cache', workers: 2 };
const folder = 'out/local-search/accuracy';

let study: TestStudy;
const at = (path: string) => join(study.root, path);
const first = <T>(path: string) =>
  (JSON.parse(readFileSync(at(path), 'utf8')) as VariantsFile<T>).variants[0];
const modelIn = (path: string) =>
  readNetwork(
    readFileSync(at(`${path}/network.json`), 'utf8'),
    new Uint8Array(readBytes(at(`${path}/weights.safetensors`))),
  );

const layer = (name: string, kind: string, inputs: string[], config: object): LayerNode => ({
  name,
  kind,
  inputs,
  config: { ...config },
});

/** A gate, `value * sigmoid(score)`, and squares of what is made of it. */
function gatedNetwork({ input }: Network, classes: number): Network {
  return {
    name: 'gated',
    input,
    layers: [
      layer('flat', 'flatten', ['input'], {}),
      layer('value', 'dense', ['flat'], { units: 6 }),
      layer('score', 'dense', ['flat'], { units: 6 }),
      layer('gate', 'activation', ['score'], { function: 'sigmoid' }),
      layer('gated', 'multiply', ['value', 'gate'], {}),
      layer('hidden', 'dense', ['gated'], { units: 5 }),
      layer('square', 'multiply', ['hidden', 'hidden'], {}),
      layer('logits', 'dense', ['square'], { units: classes }),
    ],
    output: 'logits',
  };
}

/** Puts a network of one's own in the place of the one that local-search chose, untrained. */
function giveNetwork(): void {
  const { network } = modelIn(folder);
  const given = gatedNetwork(network, unitsOf(network.layers.at(-1)!)!);
  const files = writeNetwork(given, initialWeights(given, 1));
  for (const [name, content] of Object.entries(files)) writeFileSync(at(`${folder}/${name}`), content);
}

beforeAll(async () => {
  study = makeTestStudy(['accuracy']);
  const { search, localSearch } = study.config;
  const short = {
    ...study.config,
    search: { ...search, algorithm: { ...search.algorithm, population: 2, trials: 2 } },
    localSearch: { ...localSearch, trials: 2, repeats: 1 },
  };
  await runStages({ ...study, config: short as CodesignConfig }, ['dataset', 'search', 'local-search'], run);
  giveNetwork();
  const { qat, prune, synthesize } = study.config;
  const learned = { ...qat.learned, strengths: [0.5] };
  const config = {
    ...study.config,
    qat: { ...qat, weightBits: [6], activationBits: [5], epochs: 15, learned },
    prune: { ...prune, steps: 1, method: 'structured' },
    synthesize: { ...synthesize, faults: 0 },
  };
  study = { ...study, config: config as CodesignConfig };
  await runStages(study, ['qat', 'prune', 'hls-emit', 'synthesize', 'report'], run);
});
afterAll(() => rmSync(study.root, { recursive: true }));

describe('a network of a network file, with products of layers', () => {
  test('learns with its rounding in the loop, and keeps its products through quantisation and pruning', () => {
    const { network } = modelIn('out/hls-emit/accuracy');
    expect(network.layers.filter(({ kind }) => kind === 'multiply').map(({ name }) => name)).toEqual([
      'gated',
      'square',
    ]);
    expect(first<EmittedVariant>('out/hls-emit/variants.json').test.pruned).toBeGreaterThan(0.8);
  });

  test('loses a unit of a product in all its factors together', () => {
    const { network } = modelIn('out/hls-emit/accuracy');
    const units = (name: string) => unitsOf(network.layers.find((each) => each.name === name)!)!;
    expect(units('value')).toBe(units('score'));
    expect(units('value') + units('hidden')).toBeLessThan(6 + 5);
  });

  test('gives the same integers in the training engine and in the gates', () => {
    const { engine, gates } = first<Verification>('out/synthesize/verification.json');
    expect(engine).toEqual({ vectors: 150, mismatches: 0 });
    expect(gates).toMatchObject({ vectors: 150 + 4 + 16, mismatches: 0 });
  });

  test('is shown with its products in the report', () => {
    const html = readFileSync(at('out/report/report.html'), 'utf8');
    expect(html.replace(/\s+/g, '')).toContain('<td>gated</td><td>multiply</td>');
  });

  testWith('g++')('gives them in the emitted C++', () => {
    expect(first<Verification>('out/synthesize/verification.json').cpp).toEqual({
      vectors: 170,
      mismatches: 0,
    });
  });

  testWith('iverilog')('gives them in the emitted Verilog', () => {
    expect(first<Verification>('out/synthesize/verification.json').rtl).toEqual({
      vectors: 170,
      mismatches: 0,
    });
  });
});
